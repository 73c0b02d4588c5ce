"""Did the quality survive, and is a variant marked whose loss changed?"""

import unittest

from tables import TableCheck

COLUMNS = ["variant", "format", "loss", "marked"]


class Quality(TableCheck):
    def test_1_cut(self):
        """cut gives stretches of equal length"""
        measures = self.module("measures")
        mistake = "all stretches have the same length, without overlap; the rest is left out"
        for ids, length, expected in [
                ([1, 2, 3, 4, 5, 6, 7], 3, [[1, 2, 3], [4, 5, 6]]),
                ([1, 2, 3, 4], 2, [[1, 2], [3, 4]]),
                ([1, 2], 3, [])]:
            got = self.call(measures, "cut", ids, length)
            got = [list(part) for part in got] if got is not None else None
            self.same(got, expected, f"cut({ids}, {length})", mistake)

    def test_2_marked(self):
        """is_marked finds differences in both directions"""
        measures = self.module("measures")
        for loss, base, expected in ((3.5, 3.5, False), (3.5004, 3.5, False), (3.502, 3.5, True),
                                     (3.4, 3.5, True)):
            self.same(self.call(measures, "is_marked", loss, base), expected,
                      f"is_marked({loss}, {base})", "compare the size of the difference, "
                      "without its sign, with the tolerance")

    def test_3_complete(self):
        """each variant has a loss"""
        rows = self.table("quality.csv", COLUMNS, ["loss"], "--table")
        measured = [row["variant"] for row in
                    self.table("variants.csv", ["variant"], command="--table")]
        for name in measured:
            if name not in [row["variant"] for row in rows]:
                self.fail(f"quality.csv has no row for {name}: expected one for each variant of "
                          "variants.csv")

    def test_4_marks(self):
        """what differs is marked, and float32 does not differ"""
        rows = self.table("quality.csv", COLUMNS, ["loss"], "--table")
        base = [row["loss"] for row in rows if row["variant"] == "base"]
        if len(base) != 1:
            self.fail(f"quality.csv has {len(base)} rows of the variant base: expected one")
        for row in rows:
            gap = abs(row["loss"] - base[0])
            wanted = "yes" if gap > 0.001 else "no"
            if row["marked"] != wanted:
                self.fail(f"quality.csv: {row['variant']} has a loss that differs from the base by "
                          f"{gap:.5f} and is marked {row['marked']!r}: expected {wanted!r}; yes "
                          "for a difference of more than 0.001")
            if row["format"] == "float32" and wanted == "yes":
                self.fail(f"quality.csv: {row['variant']} is in float32, and its loss differs by "
                          f"{gap:.4f}: expected 0.001 at most; does it read the same text, with "
                          "padding left out of the loss?")


if __name__ == "__main__":
    unittest.main()
