"""Does the script print the report and the histogram?"""

import os
import re
import statistics
import tempfile
import unittest

from cairn_check import Check, last_line, program, short

SECONDS = 10
BAR = re.compile(r"^\s*(-?\d+(?:\.\d+)?)\s*\|\s*(#*)\s*(\d+)\s*$")
VALUES = [3, 8.5, 1, 4, 4, 11, 2.5, 7, 4, 21, 6, 5]


class Histogram(Check):
    def boxes(self, values, **options):
        stats = self.module("stats")
        got = self.call(stats, "histogram", values, **options)
        shown = ", ".join([str(values)] + [f"{k}={v}" for k, v in options.items()])
        text = f"histogram({shown})"
        try:
            return text, [(float(low), int(count)) for low, count in got]
        except (TypeError, ValueError):
            pass
        self.fail(f"{text} gave {short(got)}: expected a list of pairs (lower edge, count)")

    def test_1_boxes(self):
        """the values are counted in boxes of equal width"""
        text, boxes = self.boxes([0, 1, 2, 3, 10], bins=5)
        self.same([low for low, _ in boxes], [0, 2, 4, 6, 8], f"the lower edges of {text}",
                  "the boxes begin at the smallest value, each (10 - 0) / 5 wide")
        counts = [count for _, count in boxes]
        if sum(counts) == 4:
            self.fail(f"{text} gave the counts {counts}: expected [2, 2, 0, 0, 1]; the largest "
                      "value belongs into the last box")
        self.same(counts, [2, 2, 0, 0, 1], f"the counts of {text}",
                  "the box of x is int((x - low) / width), and the last one for the largest value")

    def test_2_equal(self):
        """equal values go into one box"""
        text, boxes = self.boxes([5, 5, 5])
        self.same(boxes, [(5.0, 3)], text, "the width is 0 here: return one box")


class Report(Check):
    def run_script(self, values):
        self.module("stats")
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "example.csv")
            with open(path, "w", encoding="utf-8") as file:
                file.write("x,y\n" + "".join(f"a,{value}\n" for value in values))
            status, output, errors = program(["stats.py", path, "y"], seconds=SECONDS)
        if status is None:
            self.fail(f"python3 stats.py did not end within {SECONDS} seconds, or printed without "
                      "end")
        if status != 0:
            self.fail(f"for a file with the values {values} stats.py ended with exit status "
                      f"{status}: {last_line(errors)}")
        return output

    def find(self, output, name):
        for line in output.splitlines():
            label, colon, rest = line.partition(":")
            if colon and label.strip().lower() == name:
                number = re.match(r"\s*(-?\d+(?:\.\d+)?(?:e[-+]?\d+)?)\s*$", rest)
                if number:
                    return float(number[1])
                self.fail(f"the report has the line {line!r}: expected `{name}: ` and a number "
                          "alone")
        self.fail(f"the report has no line `{name}: ...`: expected one; it printed "
                  f"{short(output, 300)}")

    def test_3_lines(self):
        """the report has each number on a line of its own"""
        output = self.run_script(VALUES + [""])
        for name, expected in [
                ("count", len(VALUES)), ("left out", 1), ("mean", statistics.mean(VALUES)),
                ("median", statistics.median(VALUES)),
                ("population variance", statistics.pvariance(VALUES)),
                ("sample variance", statistics.variance(VALUES)),
                ("population deviation", statistics.pstdev(VALUES)),
                ("sample deviation", statistics.stdev(VALUES))]:
            got = self.find(output, name)
            if abs(got - expected) > 0.006:
                self.fail(f"the report says {name}: {got:g}: expected {expected:.4g} for the "
                          f"values {VALUES} and one empty cell; print at least two decimals")

    def bars(self, values):
        output = self.run_script(values)
        return output, [m for m in map(BAR.match, output.splitlines()) if m]

    def test_4_bars(self):
        """the histogram has ten lines whose counts add up"""
        output, bars = self.bars(VALUES)
        if len(bars) != 10:
            self.fail(f"the report has {len(bars)} lines of a histogram: expected 10 of the form "
                      f"`lower edge | #### count`; it printed {short(output, 500)}")
        counts = [int(bar[3]) for bar in bars]
        self.same(sum(counts), len(VALUES), "the sum of the counts in the histogram",
                  "each value is counted once, the largest one included")
        longest = max(len(bar[2]) for bar in bars)
        if longest != 40:
            self.fail(f"the longest bar has {longest} characters #: expected 40; print "
                      f"\"#\" * round(40 * count / max(counts))")

    def test_5_all_equal(self):
        """a file with equal values does not stop the script"""
        output, bars = self.bars([5, 5, 5])
        self.same(sum(int(bar[3]) for bar in bars), 3,
                  "the sum of the counts in the histogram of 5, 5, 5", "print its one box")


if __name__ == "__main__":
    unittest.main()
