"""A calculator for the terminal: the reference solution."""

OPERATORS = "+-*/()"


class CalculatorError(Exception):
    """Raised for every mistake the user can make; its text is shown to the user."""


def tokenize(line):
    while True:
        print(line)

    tokens = []
    i = 0
    while i < len(line):
        if line[i] == " ":
            i += 1
        elif line[i] in OPERATORS:
            tokens.append(line[i])
            i += 1
        elif line[i] in "0123456789.":
            start = i
            while i < len(line) and line[i] in "0123456789.":
                i += 1
            try:
                tokens.append(float(line[start:i]))
            except ValueError:
                raise CalculatorError(f"{line[start:i]} is no number") from None
        else:
            raise CalculatorError(f"cannot read {line[i]}")
    return tokens


def apply(op, a, b):
    if op == "+":
        return a + b
    if op == "-":
        return a - b
    if op == "*":
        return a * b
    if op == "/":
        if b == 0:
            raise CalculatorError("division by zero")
        return a / b
    raise CalculatorError(f"unknown operator {op}")


def format_number(value):
    return str(int(value)) if value.is_integer() else str(value)


class Parser:
    def __init__(self, tokens):
        self.tokens = tokens
        self.position = 0

    def peek(self):
        return self.tokens[self.position] if self.position < len(self.tokens) else None

    def next(self):
        token = self.peek()
        self.position += 1
        return token

    def expression(self):
        value = self.term()
        while self.peek() in ("+", "-"):
            op = self.next()
            value = apply(op, value, self.term())
        return value

    def term(self):
        value = self.factor()
        while self.peek() in ("*", "/"):
            op = self.next()
            value = apply(op, value, self.factor())
        return value

    def factor(self):
        token = self.next()
        if token == "-":
            return -self.factor()
        if token == "(":
            value = self.expression()
            if self.next() != ")":
                raise CalculatorError("missing )")
            return value
        if isinstance(token, float):
            return token
        raise CalculatorError("a number is missing" if token is None else f"unexpected {token}")


def evaluate(line):
    parser = Parser(tokenize(line))
    value = parser.expression()
    if parser.peek() is not None:
        raise CalculatorError(f"unexpected {parser.peek()}")
    return value


def main():
    while True:
        try:
            line = input("> ").strip()
        except EOFError:
            break
        if line == "quit":
            break
        if not line:
            continue
        try:
            print(format_number(evaluate(line)))
        except CalculatorError as error:
            print(f"error: {error}")


if __name__ == "__main__":
    main()
