"""Are two models compared rightly?"""

import unittest

from cairn_check import Check


class Errors(Check):
    call_seconds = 10

    def test_1_compare(self):
        """compare counts who is right"""
        module = self.module("sentiment")
        labels = [1, 1, 1, 1, 0, 0, 0, 0, 0]
        first = [1, 1, 1, 0, 0, 0, 1, 1, 1]
        second = [1, 1, 0, 1, 0, 1, 1, 0, 1]
        got = self.call(module, "compare", labels, first, second)
        wanted = {"both": 3, "first": 2, "second": 2, "none": 2}
        mistake = "compare each prediction with its label; the four numbers add up to the reviews"
        if isinstance(got, dict) and got.get("both") == 5:
            mistake = "two models that are wrong in the same way agree, and are not right"
        try:
            plain = {str(key): int(value) for key, value in got.items()}
        except (AttributeError, TypeError, ValueError):
            plain = got
        self.same(plain, wanted, "compare(labels, first, second)", mistake)

    def test_2_interval(self):
        """interval gives the 95% interval of an accuracy"""
        module = self.module("sentiment")
        got = self.call(module, "interval", 0.9, 1000)
        if not (isinstance(got, (tuple, list)) and len(got) == 2):
            self.fail(f"interval(0.9, 1000) gave {got!r}: expected a pair (low, high)")
        half = (0.9 * 0.1 / 1000) ** 0.5
        mistake = "0.9 plus and minus 1.96 times the square root of a * (1 - a) / n"
        if abs(float(got[1]) - 0.9 - half) < 1e-6:
            mistake = "this is one standard deviation: 1.96 times that for 95%"
        elif abs(float(got[1]) - 0.9 - 1.96 * 0.1 * 0.9 / 1000) < 1e-6:
            mistake = "the square root is missing"
        self.near(got[0], 0.9 - 1.96 * half, "the low end of interval(0.9, 1000)", mistake, 1e-4)
        self.near(got[1], 0.9 + 1.96 * half, "the high end of interval(0.9, 1000)", mistake, 1e-4)


if __name__ == "__main__":
    unittest.main()
