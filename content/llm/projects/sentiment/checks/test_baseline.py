"""Is the simple model a pipeline that learns from words?"""

import csv
import os
import tempfile
import unittest

from cairn_check import Check

TEXTS = ["a warm and funny film", "funny and warm", "a dull and empty film", "empty and dull"] * 5
LABELS = [1, 1, 0, 0] * 5


class Baseline(Check):
    call_seconds = 10

    def test_1_pipeline(self):
        """make_baseline learns which words praise"""
        module = self.module("sentiment")
        model = self.run_code("make_baseline()", self.member(module, "make_baseline"))
        if not hasattr(model, "fit") or not hasattr(model, "predict"):
            self.fail(f"make_baseline() gave {type(model).__name__}: expected a pipeline; return "
                      f"make_pipeline(...), not yet fitted")
        self.run_code("make_baseline().fit(texts, labels)", model.fit, TEXTS, LABELS)
        got = self.run_code("predict(texts)", lambda: [int(v) for v in model.predict(
            ["warm", "so dull"])])
        self.same(got, [1, 0], "the predictions for 'warm' and 'so dull'",
                  "TfidfVectorizer and then LogisticRegression, fitted on texts")

    def test_2_write(self):
        """write_labels writes id and label of each new review"""
        module = self.module("sentiment")
        with open("data/new_reviews.csv", encoding="utf-8", newline="") as file:
            ids = [row["id"] for row in csv.DictReader(file)]
        labels = [i % 2 for i in range(len(ids))]
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "labels.csv")
            self.run_code("write_labels(labels, target)", self.member(module, "write_labels"),
                          labels, path)
            if not os.path.exists(path):
                self.fail("write_labels(labels, target) wrote no file: expected the file target")
            with open(path, encoding="utf-8", newline="") as file:
                rows = list(csv.DictReader(file))
        if not rows or "id" not in rows[0] or "label" not in rows[0]:
            self.fail("the file of write_labels has not the columns id and label: write them in "
                      "the "
                      "first line")
        self.same([(row["id"], row["label"]) for row in rows][:5],
                  [(i, str(label)) for i, label in zip(ids, labels)][:5],
                  "the first lines of write_labels(labels, target)",
                  "the ids of the new reviews, in their order")
        self.same(len(rows), len(ids), "the number of lines", "one for each new review")


if __name__ == "__main__":
    unittest.main()
