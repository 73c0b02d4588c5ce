"""Are pictures and labels read, split and encoded?"""

import csv
import unittest

import numpy as np

from cairn_arrays import Check


class Data(Check):
    def test_1_picture(self):
        """to_picture turns 64 characters into numbers from 0 to 1"""
        digits = self.module("digits")
        got = self.call(digits, "to_picture", "0" * 8 + "9" * 8 + "3" * 48)
        mistake = "one number for each character, divided by 9"
        self.close(got, [0.0] * 8 + [1.0] * 8 + [3 / 9] * 48, "to_picture('00000000999999993...')", mistake)

    def loaded(self):
        digits = self.module("digits")
        got = self.call(digits, "load_data", seconds=20)
        if not (isinstance(got, tuple) and len(got) == 4):
            self.fail("load_data() did not give four arrays: expected train_x, train_y, test_x, "
                      "test_y")
        return digits, [np.asarray(a) for a in got]

    def test_2_load(self):
        """load_data gives pictures and labels, 20% of them for the test"""
        digits, (train_x, train_y, test_x, test_y) = self.loaded()
        with open("data/digits.csv", encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        count = len(rows)
        for name, x, y in (("training", train_x, train_y), ("test", test_x, test_y)):
            if x.ndim != 2 or x.shape[1] != 64 or y.shape != (len(x),):
                self.fail(f"load_data(): the {name} arrays have the shapes {x.shape} and "
                          f"{y.shape}: "
                          f"expected (n, 64) and (n,)")
            if x.min() < 0 or x.max() > 1 or x.max() <= 0.2:
                self.fail(f"load_data(): {name} pictures go from {x.min():g} to {x.max():g}: "
                          "expected 0 to 1")
            if not np.issubdtype(y.dtype, np.integer):
                self.fail(f"load_data(): {name} labels have the type {y.dtype}: expected whole "
                          "numbers; int(row[\"label\"])")
        if len(train_x) + len(test_x) != count:
            self.fail(f"load_data() gave {len(train_x)} + {len(test_x)} pictures: expected {count} "
                      "in all, "
                      f"each of them once")
        if abs(len(test_x) - 0.2 * count) > 2:
            self.fail(f"load_data() put {len(test_x)} of {count} pictures into the test part: "
                      "expected 20%, "
                      f"{count // 5}")

    def test_3_together(self):
        """no picture is in both parts, and labels stay with their pictures"""
        digits, (train_x, train_y, test_x, test_y) = self.loaded()
        with open("data/digits.csv", encoding="utf-8", newline="") as file:
            known = {tuple(round(int(c) / 9, 6) for c in row["pixels"]): int(row["label"])
                     for row in csv.DictReader(file)}
        keys = [[tuple(round(float(v), 6) for v in picture) for picture in x] for x in (train_x, test_x)]
        both = set(keys[0]) & set(keys[1])
        if both:
            self.fail(f"{len(both)} pictures are in the training and in the test part: expected "
                      "none; cut one "
                      f"mixed list of indexes in two")
        for part, labels in zip(keys, (train_y, test_y)):
            right = sum(known.get(key) == int(label) for key, label in zip(part, labels))
            if right != len(part):
                self.fail(f"only {right} of {len(part)} pictures have their own label: expected "
                          "all; use the "
                          f"same indexes for pictures and labels")

    def test_4_seed(self):
        """the same seed gives the same parts, another seed gives others"""
        digits, first = self.loaded()
        again = self.call(digits, "load_data", seconds=20)
        other = self.call(digits, "load_data", seed=1, seconds=20)
        if not all(np.array_equal(a, b) for a, b in zip(first, again)):
            self.fail("two calls of load_data() gave different parts: expected the same; use "
                      "np.random.default_rng(seed)")
        if np.array_equal(first[3], np.asarray(other[3])):
            self.fail("load_data() and load_data(seed=1) gave the same parts: expected that the "
                      "pictures are "
                      "mixed by a generator that gets the seed")

    def test_5_one_hot(self):
        """one_hot gives rows with a single 1"""
        digits = self.module("digits")
        got = self.call(digits, "one_hot", np.array([2, 0]), 3)
        self.close(got, [[0, 0, 1], [1, 0, 0]], "one_hot(np.array([2, 0]), 3)", "row i has its 1 "
                                                                                "in column "
                                                                                "labels[i]")


if __name__ == "__main__":
    unittest.main()
