"""Does tokenize cut a line into numbers and operators?"""

import unittest

from cairn_check import Check


class Tokenize(Check):
    def tokens(self, line, expected, mistake):
        calculator = self.module("calculator")
        got = self.call(calculator, "tokenize", line)
        text = f"tokenize({line!r})"
        self.same(got, expected, text, mistake)
        for token in got:
            if isinstance(token, int):
                self.fail(f"{text} gave the number {token!r}: expected {float(token)!r}; turn the "
                          f"text of a number into a number with float()")

    def test_1_numbers(self):
        """tokenize("12+3.5") keeps the digits of a number together"""
        self.tokens("12", [12.0],
                    "a number goes on as long as digits or dots follow, and becomes a float")
        self.tokens("12+3.5", [12.0, "+", 3.5],
                    "a number goes on as long as digits or dots follow, and becomes a float")

    def test_2_operators(self):
        """tokenize cuts at each operator, with or without spaces"""
        self.tokens("2*3", [2.0, "*", 3.0], "cut the line at operators, not only at spaces")
        self.tokens("1-2/4", [1.0, "-", 2.0, "/", 4.0], "each operator is a token of its own")

    def test_3_spaces(self):
        """spaces make no difference"""
        self.tokens("  7*( 2 )", [7.0, "*", "(", 2.0, ")"],
                    "leave spaces out, and make each parenthesis a token of its own")

    def test_4_empty(self):
        """an empty line, or one of spaces, gives an empty list"""
        self.tokens("", [], "no character gives no token")
        self.tokens("   ", [], "spaces are no tokens")

    def test_5_error(self):
        """an unknown character raises CalculatorError and is named"""
        calculator = self.module("calculator")
        wanted = self.member(calculator, "CalculatorError")
        error = self.call(calculator, "tokenize", "2 & 3", expect=wanted)
        if "&" not in str(error):
            self.fail(f"tokenize('2 & 3') raised CalculatorError({str(error)!r}): expected a "
                      "message that names the character &")

    def test_6_two_dots(self):
        """a number with two dots raises CalculatorError"""
        calculator = self.module("calculator")
        wanted = self.member(calculator, "CalculatorError")
        self.call(calculator, "tokenize", "1.2.3", expect=wanted)


if __name__ == "__main__":
    unittest.main()
