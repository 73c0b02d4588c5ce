"""Do apply and format_number work for a single operation?"""

import unittest

from cairn_check import Check


class Apply(Check):
    def test_1_four(self):
        """apply works out + - * and /"""
        calculator = self.module("calculator")
        for op, a, b, expected in [("+", 7, 2, 9), ("-", 7, 2, 5), ("*", 7, 2, 14),
                                   ("/", 7, 2, 3.5)]:
            got = self.call(calculator, "apply", op, a, b)
            mistake = f"the answer is a {op} b, with a = {a} and b = {b}"
            if op == "/" and got == 3:
                mistake = "divide with /, because // drops what is after the point"
            self.near(got, expected, f"apply({op!r}, {a}, {b})", mistake)

    def test_2_zero(self):
        """a division by zero raises CalculatorError"""
        calculator = self.module("calculator")
        wanted = self.member(calculator, "CalculatorError")
        self.call(calculator, "apply", "/", 1, 0, expect=wanted)

    def test_3_unknown(self):
        """an unknown operator raises CalculatorError"""
        calculator = self.module("calculator")
        wanted = self.member(calculator, "CalculatorError")
        self.call(calculator, "apply", "?", 1, 2, expect=wanted)


class FormatNumber(Check):
    def test_4_format(self):
        """format_number leaves out .0 and gives text"""
        calculator = self.module("calculator")
        for value, expected in [(4.0, "4"), (3.5, "3.5"), (-2.0, "-2"), (100.0, "100"),
                                (0.25, "0.25")]:
            got = self.call(calculator, "format_number", value)
            mistake = "a whole number is written without .0, every other number as str() writes it"
            if isinstance(got, (int, float)):
                mistake = "return text: str(...) of the number"
            self.same(got, expected, f"format_number({value!r})", mistake)


if __name__ == "__main__":
    unittest.main()
