"""Is the fine-tuned model better than the simple one?"""

import csv
import os
import unittest

from cairn_check import Check

LABELS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "labels", "new_reviews.csv")


class FineTuned(Check):
    call_seconds = 10

    def share(self, path):
        """Return the share of right labels in a file of the learner's."""
        try:
            with open(path, encoding="utf-8", newline="") as file:
                given = {row["id"]: row["label"] for row in csv.DictReader(file)}
        except OSError:
            self.fail(f"there is no {path}: run the command that writes it")
        except KeyError:
            self.fail(f"{path} has not the columns id and label: use write_labels()")
        with open(LABELS, encoding="utf-8", newline="") as file:
            right = {row["id"]: row["label"] for row in csv.DictReader(file)}
        for label in sorted(set(given.values()) - {"0", "1"}, key=str):
            self.fail(f"{path} has the label {label!r}: expected 1 for positive and 0 for negative")
        return sum(given.get(key) == label for key, label in right.items()) / len(right)

    def test_1_better(self):
        """finetuned.csv has more right labels than baseline.csv"""
        tuned = self.share("finetuned.csv")
        if tuned < 0.3:
            self.fail(f"only {tuned:.1%} of the labels in finetuned.csv are right: expected far "
                      "more; "
                      f"they look exchanged, 1 is positive and 0 is negative")
        if tuned < 0.6:
            self.fail(f"{tuned:.1%} of the labels in finetuned.csv are right, about as many as by "
                      f"guessing: expected far more; are ids and labels in the same order, and was "
                      f"the trained model used?")
        simple = self.share("baseline.csv")
        if tuned <= simple:
            self.fail(f"{tuned:.1%} of the labels in finetuned.csv are right and {simple:.1%} of "
                      "those "
                      f"in baseline.csv: expected more; train for another epoch, and look at the "
                      f"validation accuracy")


if __name__ == "__main__":
    unittest.main()
