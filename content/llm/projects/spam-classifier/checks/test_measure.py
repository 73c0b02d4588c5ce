"""Are the confusion matrix, precision and recall right?"""

import unittest

from cairn_check import Check, short

LABELS = [1, 1, 1, 1, 0, 0, 0, 0, 0, 0]
PREDICTED = [1, 1, 1, 0, 1, 0, 0, 0, 0, 1]


class Measure(Check):
    def results(self, name, size, labels, predicted):
        counts = self.module("counts")
        got = self.call(counts, name, labels, predicted)
        text = f"{name}({labels}, {predicted})"
        if not isinstance(got, tuple) or len(got) != size:
            self.fail(f"{text} gave {short(got)}: expected {size} numbers")
        return text, got

    def test_1_confusion(self):
        """confusion gives (tn, fp, fn, tp)"""
        text, got = self.results("confusion", 4, LABELS, PREDICTED)
        mistake = "tn and tp are right answers; fp is a good message taken for spam, fn missed spam"
        if tuple(got) == (4, 1, 2, 3):
            mistake = "fp and fn are swapped: fp is a good message taken for spam"
        self.same(tuple(got), (4, 2, 1, 3), text, mistake)

    def test_2_formulas(self):
        """precision is tp / (tp + fp), recall is tp / (tp + fn)"""
        text, (precision, recall) = self.results("precision_recall", 2, LABELS, PREDICTED)
        swapped = abs(precision - 0.75) < 1e-9 and abs(recall - 0.6) < 1e-9
        mistake = ("precision and recall are swapped: precision asks how many of the caught "
                   "messages are spam" if swapped else "precision is tp / (tp + fp)")
        self.near(precision, 0.6, f"the precision of {text}", mistake)
        self.near(recall, 0.75, f"the recall of {text}", "recall is tp / (tp + fn)")

    def test_3_zero(self):
        """nothing caught, or no spam at all, gives 0.0 instead of an error"""
        text, got = self.results("precision_recall", 2, [1, 0], [0, 0])
        self.same(tuple(got), (0.0, 0.0), text, "a denominator of zero gives 0.0")
        text, got = self.results("precision_recall", 2, [0, 0], [1, 0])
        self.same(tuple(got), (0.0, 0.0), text, "a denominator of zero gives 0.0")


if __name__ == "__main__":
    unittest.main()
