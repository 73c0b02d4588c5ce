"""Are the reviews read and split fairly?"""

import csv
import unittest

from cairn_check import Check


class Data(Check):
    call_seconds = 10

    def test_1_read(self):
        """read_reviews gives texts and labels"""
        module = self.module("sentiment")
        got = self.call(module, "read_reviews")
        if not (isinstance(got, tuple) and len(got) == 2):
            self.fail("read_reviews() did not give a pair: expected (texts, labels)")
        with open("data/reviews.csv", encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        self.same(len(got[0]), len(rows), "the number of texts", "one for each row of the file")
        self.same(got[0][0], rows[0]["text"], "the first text", "the column text, as it is")
        self.same(list(got[1])[:8], [int(row["label"]) for row in rows[:8]], "the first labels",
                  "whole numbers: int(row[\"label\"])")

    def parts(self, texts, labels):
        module = self.module("sentiment")
        got = self.run_code("split(texts, labels)", self.member(module, "split"), list(texts),
                            list(labels))
        if not isinstance(got, dict) or sorted(got) != ["test", "train", "valid"]:
            self.fail(f"split(texts, labels) gave {type(got).__name__}: expected a dictionary with "
                      f"the keys train, valid and test")
        for name, part in got.items():
            if not (isinstance(part, (tuple, list)) and len(part) == 2):
                self.fail(f"split(texts, labels)[{name!r}] is no pair: expected (texts, labels)")
        return {name: (list(part[0]), [int(v) for v in part[1]]) for name, part in got.items()}

    def test_2_sizes(self):
        """split gives two thirds, a sixth and a sixth, sharing nothing"""
        texts = [f"review number {i}" for i in range(600)]
        labels = [1] * 300 + [0] * 300
        parts = self.parts(texts, labels)
        for name, wanted in (("train", 400), ("valid", 100), ("test", 100)):
            if abs(len(parts[name][0]) - wanted) > 2:
                self.fail(f"split gave {len(parts[name][0])} of 600 reviews to the part {name}: "
                          f"expected {wanted}")
        together = [text for part in parts.values() for text in part[0]]
        if sorted(together) != sorted(texts):
            self.fail("the three parts do not have each review exactly once: cut one mixed list")

    def test_3_fair(self):
        """each part has 45% to 55% positive reviews, with their own labels"""
        texts = [f"review number {i}" for i in range(600)]
        labels = [1] * 300 + [0] * 300
        parts = self.parts(texts, labels)
        for name, (some, own) in parts.items():
            if any(label != int(int(text.split()[-1]) < 300) for text, label in zip(some, own)):
                self.fail(f"in the part {name} labels do not belong to their reviews: cut texts "
                          "and "
                          f"labels with the same indexes")
            share = sum(own) / len(own)
            if not 0.45 <= share <= 0.55:
                self.fail(f"in the part {name} {share:.0%} of the reviews are positive: expected "
                          "45% "
                          f"to 55%; shuffle, and split the positive and negative ones alike "
                          f"(stratify=labels)")
        again = self.parts(texts, labels)
        self.same(again["test"][0], parts["test"][0], "the test part of a second split",
                  "use the seed for the shuffle")


if __name__ == "__main__":
    unittest.main()
