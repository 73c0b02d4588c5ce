# Starter file of the calculator project: fill in the parts that raise NotImplementedError.
"""A calculator for the terminal.

Work from top to bottom: each function needs only the ones above it.
Run the program with:  python3 calculator.py
"""

OPERATORS = "+-*/()"


class CalculatorError(Exception):
    """Raised for every mistake the user can make; its text is shown to the user."""


def tokenize(line):
    """Cut a line into a list of tokens.

    Numbers become floats; operators and parentheses stay strings of one character.

    >>> tokenize("12+3.5")
    [12.0, '+', 3.5]
    """
    raise NotImplementedError("tokenize")


def apply(op, a, b):
    """Return the result of `a op b`, where op is one of + - * /.

    Raises CalculatorError for a division by zero or an unknown operator.
    """
    raise NotImplementedError("apply")


def format_number(value):
    """Return the value as text, without '.0' if it is a whole number."""
    raise NotImplementedError("format_number")


class Parser:
    """Reads a list of tokens from left to right and works out its value."""

    def __init__(self, tokens):
        self.tokens = tokens
        self.position = 0

    def peek(self):
        """Return the current token without moving on, or None at the end."""
        raise NotImplementedError("Parser.peek")

    def next(self):
        """Return the current token and move on, or return None at the end."""
        raise NotImplementedError("Parser.next")

    def expression(self):
        """Read terms joined by + and - and return the value."""
        raise NotImplementedError("Parser.expression")

    def term(self):
        """Read factors joined by * and / and return the value."""
        raise NotImplementedError("Parser.term")

    def factor(self):
        """Read a number, or a minus and a factor, or an expression in parentheses."""
        raise NotImplementedError("Parser.factor")


def evaluate(line):
    """Return the value of a line such as '2 + 3 * 4' as a float."""
    raise NotImplementedError("evaluate")


def main():
    """Read lines until 'quit' or the end of input, and print the answer to each."""
    raise NotImplementedError("main")


if __name__ == "__main__":
    main()
