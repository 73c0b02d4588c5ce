"""Are differences and bootstrap intervals right, and does intervals.csv follow from shares.csv?"""

import random
import unittest

from cairn_check import short
from tables import TableCheck


def mean(values):
    return sum(values) / len(values)


def interval(values, rounds=4000):
    rng = random.Random(99)
    means = sorted(mean(rng.choices(values, k=len(values))) for _ in range(rounds))
    return means[int(0.025 * rounds)], means[int(0.975 * rounds)]


class Differences(TableCheck):
    def test_1_differences(self):
        """differences subtracts the mean neutral share, template by template"""
        bias = self.module("bias")
        rows = [("cook", 0, 0.7), ("cook", 1, 0.4), ("person", 0, 0.5), ("person", 1, 0.1),
                ("visitor", 0, 0.3), ("visitor", 1, 0.3), ("pilot", 0, 0.9), ("pilot", 1, 0.9)]
        text = "differences(rows, 'cook', ['person', 'visitor'])"
        got = self.run_code(text, self.member(bias, "differences"), rows, "cook",
                            ["person", "visitor"])
        if not isinstance(got, list) or len(got) != 2:
            self.fail(f"{text} gave {short(got)}: expected a list of 2 numbers, one for each "
                      "template")
        for k, expected in enumerate([0.3, 0.2]):
            self.near(got[k], expected, f"number {k} "
                      f"of {text}", "the cook has 0.7 and 0.4 in the two "
                      "templates, the neutral subjects have means of 0.4 and 0.2 there")


class Estimate(TableCheck):
    VALUES = [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]

    def bounds(self, values, **options):
        bias = self.module("bias")
        got = self.call(bias, "bootstrap", values, seconds=10, **options)
        shown = "".join(f", {key}={value}" for key, value in options.items())
        text = f"bootstrap({values}{shown})"
        if not isinstance(got, tuple) or len(got) != 2:
            self.fail(f"{text} gave {short(got)}: expected two numbers:  return low, high")
        return text, got

    def test_2_interval(self):
        """the interval is that of the mean"""
        text, (low, high) = self.bounds(self.VALUES, rounds=4000)
        right_low, right_high = interval(self.VALUES)
        mistake = ("draw as many values as there are, with replacement, take their mean, and read "
                   "off the 2.5th and 97.5th percentile of the means")
        if high - low > 6:
            mistake = "this is the range of the single values: take the mean of each resample"
        elif high - low < 0.1:
            mistake = "every resample is the same list: draw with replacement, as rng.choices does"
        self.near(low, right_low, f"the lower end of {text}", mistake, 0.1)
        self.near(high, right_high, f"the upper end of {text}", mistake, 0.05)

    def test_3_constant(self):
        """equal values give an interval without width"""
        text, got = self.bounds([0.25] * 8)
        for end in got:
            self.near(end, 0.25, f"an end of {text}", "every resample has the mean 0.25")

    def test_4_seed(self):
        """the same seed gives the same interval"""
        values = [0.11, 0.52, 0.37, 0.93, 0.28, 0.71, 0.44, 0.66]
        _, first = self.bounds(values, seed=1)
        text, again = self.bounds(values, seed=1)
        self.same(again, first, text, "draw from random.Random(seed)")


class Intervals(TableCheck):
    def test_5_table(self):
        """intervals.csv follows from shares.csv"""
        shares = self.shares()
        columns = ["occupation", "difference", "low", "high", "contains_zero"]
        rows = self.table("intervals.csv", columns, columns[1:4], command="control")
        neutral = self.neutral()
        templates = list(dict.fromkeys(template for _, template in shares))
        wanted = {subject for subject, _ in shares} - set(neutral)
        missing = wanted - {row["occupation"] for row in rows}
        if missing:
            self.fail(f"intervals.csv has no row for {sorted(missing)[0]}: expected one for each "
                      f"occupation of shares.csv")
        for row in rows:
            name = row["occupation"]
            if name not in wanted:
                self.fail(f"intervals.csv has a row for {name}, which is no occupation of "
                          "shares.csv")
            values = [shares[name, t] - mean([shares[n, t] for n in neutral]) for t in templates]
            self.near(row["difference"], mean(values), f"the difference of {name} in intervals.csv",
                      "it is the mean over the templates of the share minus the neutral share in "
                      "the same template", 1e-3)
            low, high = interval(values, 1000)
            width = max(high - low, 1e-6)
            off = max(abs(row["low"] - low), abs(row["high"] - high))
            if off > 0.25 * width + 1e-3:
                self.fail(f"intervals.csv gives {name} the interval from {row['low']:.3f} to "
                          f"{row['high']:.3f}: expected about {low:.3f} to {high:.3f}; resample "
                          f"the {len(values)} differences, one for each template")
            inside = "yes" if row["low"] <= 0 <= row["high"] else "no"
            self.same(row["contains_zero"], inside, f"contains_zero of {name} in intervals.csv",
                      f"`yes` when 0 lies between low and high, otherwise `no`")
        values = [row["difference"] for row in rows]
        if values != sorted(values):
            self.fail("intervals.csv is not in order: expected the smallest difference first")


if __name__ == "__main__":
    unittest.main()
