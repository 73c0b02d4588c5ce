"""Are mean and median right?"""

import unittest

from cairn_check import Check


class Center(Check):
    def value(self, name, values, expected, mistake):
        stats = self.module("stats")
        got = self.call(stats, name, values)
        self.near(got, expected, f"{name}({values})", mistake)

    def test_1_mean(self):
        """mean is the sum divided by the number of values"""
        self.value("mean", [1, 2, 3, 10], 4, "divide the sum by the number of values with /")
        self.value("mean", [1, 2], 1.5, "divide with /, because // drops what is after the point")
        self.value("mean", [-2.5], -2.5, "one value is its own mean")

    def test_2_odd(self):
        """median of an odd number of values is the middle one"""
        self.value("median", [5, 1, 3], 3, "the values must be sorted first")
        self.value("median", [7], 7, "one value is its own median")
        self.value("median", [9, 2, 10, 1, 30], 9, "sort numbers, not their texts")

    def test_3_even(self):
        """median of an even number of values is halfway between two"""
        self.value("median", [1, 2, 3, 10], 2.5, "take the mean of the values at n // 2 - 1 and "
                   "n // 2")
        self.value("median", [4, 1], 2.5, "sort first, then take the mean of the two in the middle")

    def test_4_unchanged(self):
        """median leaves the list as it was"""
        stats = self.module("stats")
        function = self.member(stats, "median")
        values = [5, 1, 3]
        self.run_code("median([5, 1, 3])", function, values)
        self.same(values, [5, 1, 3], "after median(values) the list", "values.sort() changes the "
                  "list that was passed in: sorted(values) makes a new one")

    def test_5_no_values(self):
        """an empty list raises ValueError"""
        stats = self.module("stats")
        for name in ("mean", "median"):
            self.call(stats, name, [], expect=ValueError)


if __name__ == "__main__":
    unittest.main()
