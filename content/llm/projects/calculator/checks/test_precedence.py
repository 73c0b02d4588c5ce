"""Does evaluate respect the order of operations?"""

import unittest

from cairn_check import Check


class Precedence(Check):
    def value(self, line, expected, mistake):
        calculator = self.module("calculator")
        got = self.call(calculator, "evaluate", line)
        self.near(got, expected, f"evaluate({line!r})", mistake)

    def test_1_one(self):
        """a single number, and one operation"""
        self.value("42", 42, "a line may be a number alone")
        self.value("7 / 2", 3.5, "tokens, then Parser(tokens).expression()")

    def test_2_product_first(self):
        """* and / come before + and -"""
        self.value("2 + "
                   "3 * 4", 14, "* comes before +: expression() adds terms, and term() multiplies")
        self.value("2 * 3 + 4 * 5", 26, "* comes before +: after a + a whole term follows")
        self.value("20 - 8 / 4", 18, "/ comes before -")

    def test_3_left_to_right(self):
        """operators of the same rank go from left to right"""
        self.value("10 - "
                   "4 - 3", 3, "go from left to right, with a loop in expression(), not with a "
                   "call of itself for what is on the right")
        self.value("100 / 5 / 2", 10, "go from left to right, with a loop in term()")
        self.value("8 / 4 * 2", 4, "* and / have the same rank: go from left to right")

    def test_4_long(self):
        """a long line has no limit on its parts"""
        self.value("1 + "
                   "2 - 3 * 4 / 6 + 5", 6, "products come first, then the line goes from left to "
                   "right")

    def test_5_no_eval(self):
        """the answer does not come from Python's own eval"""
        calculator = self.module("calculator")
        code = [line.split("#")[0] for line in self.module_text("calculator").splitlines()]
        for number, line in enumerate(code, 1):
            if "eval(" in line.replace(" ", "") and "def" not in line.split():
                self.fail(f"calculator.py calls eval in line {number}: expected your own parser; "
                          "the point of the project is how the order of operations is found")
        self.member(calculator, "evaluate")
        self.value("6 - 4", 2, "tokens, then Parser(tokens).expression()")


if __name__ == "__main__":
    unittest.main()
