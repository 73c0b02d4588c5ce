"""Is the table of variants complete, and do its columns follow from each other?"""

import unittest

from tables import TableCheck

COLUMNS = ["variant", "expected", "batch", "seconds_per_step", "tokens_per_second", "megabytes"]


class Variants(TableCheck):
    def rows(self):
        return self.table("variants.csv", COLUMNS, COLUMNS[2:], "--table")

    def test_1_rows(self):
        """the base and four or more variants are measured"""
        names = [row["variant"] for row in self.rows()]
        self.same(names[0], "base", "the first variant of variants.csv",
                  "the row of the base comes first")
        if len(set(names)) != len(names):
            self.fail("variants.csv has a variant more than once: expected one row for each")
        if len(names) < 5:
            self.fail(f"variants.csv has {len(names)} rows: expected five or more, `base` and four "
                      "changes")

    def test_2_expected(self):
        """an expectation was written down for each change"""
        for row in self.rows()[1:]:
            if row["expected"] not in ("faster", "slower", "same"):
                self.fail(f"variants.csv expects {row['expected']!r} of {row['variant']}: write "
                          "faster, slower or same, before you measure")

    def test_3_speed(self):
        """tokens per second count all texts of a batch"""
        for row in self.rows():
            if min(row[column] for column in COLUMNS[2:]) <= 0:
                self.fail(f"variants.csv: the row {row['variant']} has a number that is not above "
                          "0")
            expected = row["batch"] / row["seconds_per_step"]
            if abs(row["tokens_per_second"] / expected - 1) > 0.02:
                self.fail(f"variants.csv: {row['variant']} has {row['tokens_per_second']:g} tokens "
                          f"per second: expected {expected:.4g}, the {row['batch']:g} texts of the "
                          f"batch divided by {row['seconds_per_step']:g} seconds per step, in "
                          "which each text gets one token")

    def test_4_batches(self):
        """a batch of several texts is among the variants"""
        if all(row["batch"] == 1 for row in self.rows()):
            self.fail("variants.csv has no row with a batch above 1: expected one with several "
                      "prompts at once")


if __name__ == "__main__":
    unittest.main()
