"""Does evaluate know parentheses, negative numbers and incomplete lines?"""

import unittest

from cairn_check import Check, short


class Parentheses(Check):
    def value(self, line, expected, mistake):
        calculator = self.module("calculator")
        got = self.call(calculator, "evaluate", line)
        self.near(got, expected, f"evaluate({line!r})", mistake)

    def refused(self, line, mistake):
        calculator = self.module("calculator")
        wanted = self.member(calculator, "CalculatorError")
        function = self.member(calculator, "evaluate")
        text = f"evaluate({line!r})"
        wrong = None
        try:
            got = self.run_code(text, function, line)
            wrong = f"{text} gave {short(got)}: expected CalculatorError, because {mistake}"
        except self.failureException as failure:
            if f"stopped with {wanted.__name__}:" not in str(failure):
                wrong = str(failure).replace("expected a result",
                                             f"expected CalculatorError, because {mistake}")
        if wrong:
            self.fail(wrong)

    def test_1_parentheses(self):
        """what is in parentheses is worked out first"""
        self.value("(2 + 3) * 4", 20, "in factor(), ( begins a whole expression")
        self.value("((1 + "
                   "2) * (3 + 4))", 21, "parentheses may stand in parentheses: factor() calls "
                   "expression()")
        self.value("10 - (4 - 3)", 9, "the parentheses are worked out before the first -")

    def test_2_minus(self):
        """a minus sign in front makes a value negative"""
        self.value("-3 * 2", -6, "in factor(), - begins a negative factor")
        self.value("-(1 + 2)", -3, "after the - a whole factor follows, a parenthesis included")
        self.value("2 * -3", -6, "a - may follow another operator")
        self.value("5 - -2", 7, "the first - subtracts, the second belongs to the 2")

    def test_3_unclosed(self):
        """a missing ) raises CalculatorError"""
        self.refused("(1 + 2", "the ) is missing; after the expression the next token must be )")

    def test_4_left_over(self):
        """tokens that are left over raise CalculatorError"""
        self.refused("1 + 2)", "a ) is left over; check in evaluate() that no token is left")
        self.refused("2 3", "3 is left over; check in evaluate() that no token is left")

    def test_5_incomplete(self):
        """a line that stops too early raises CalculatorError"""
        self.refused("2 +", "a value is missing after +; in factor(), None is the end of the line")
        self.refused("* 2", "a value is missing before *")
        self.refused("()", "the parentheses are empty")


if __name__ == "__main__":
    unittest.main()
