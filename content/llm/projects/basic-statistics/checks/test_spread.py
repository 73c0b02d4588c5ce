"""Are variance and standard deviation right?"""

import math
import unittest

from cairn_check import Check

VALUES = [2, 4, 4, 4, 5, 5, 7, 9]


class Spread(Check):
    def value(self, name, values, expected, mistake, **options):
        stats = self.module("stats")
        got = self.call(stats, name, values, **options)
        shown = ", ".join([str(values)] + [f"{k}={v}" for k, v in options.items()])
        self.near(got, expected, f"{name}({shown})", mistake)

    def test_1_population(self):
        """the population variance divides by n"""
        self.value("variance", VALUES, 4, "it is the mean of the squared distances from the mean: "
                   "their sum is 32 here, and n is 8")
        self.value("variance", [3], 0, "one value has no distance from itself")

    def test_2_sample(self):
        """the sample variance divides by n - 1"""
        self.value("variance", VALUES, 32 / 7, "with sample=True divide by n - 1, which is 7",
                   sample=True)
        self.value("variance", [1, 2], 0.5, "with sample=True divide by n - 1, which is 1",
                   sample=True)

    def test_3_far(self):
        """values far from zero lose no accuracy"""
        self.value("variance", [1e8 + 1, 1e8 + 2, 1e8 + 3], 2 / 3, "subtract the mean before you "
                   "square; the mean of squares minus the square of the mean loses digits")

    def test_4_deviation(self):
        """the standard deviation is the square root of the variance"""
        self.value("deviation", VALUES, 2, "take math.sqrt of the variance")
        self.value("deviation", VALUES, math.sqrt(32 / 7), "pass sample on to variance()",
                   sample=True)

    def test_5_too_few(self):
        """too few values raise ValueError"""
        stats = self.module("stats")
        self.call(stats, "variance", [], expect=ValueError)
        self.call(stats, "variance", [3], sample=True, expect=ValueError)


if __name__ == "__main__":
    unittest.main()
