"""Are ROUGE-1 and the baselines right, and measured for all methods?"""

import unittest

from tables import TableCheck, f1, shipped

TEXT = ("The harbor was closed. Nobody knew why. A crane had fallen into the water at night. "
        "The crane belonged to a company from Nordheim. It was raised on Friday.")


class Baseline(TableCheck):
    def test_1_rouge(self):
        """rouge_1 counts each shared word as often as both texts have it"""
        texts = self.module("texts")
        for summary, reference, expected, mistake in [
                ("The cat sat.", "the cat sat", (1, 1, 1), "two equal texts, apart from capital "
                 "letters and punctuation"),
                ("a dog", "the cat", (0, 0, 0), "no common word: F1 is 0, without a division by "
                 "zero"),
                ("", "the cat", (0, 0, 0), "an empty text shares nothing, and nothing may be "
                 "divided by zero"),
                ("the the the cat", "the cat sat down on the mat", (3 / 4, 3 / 7, 6 / 11),
                 "`the` is shared twice, the smaller of its two counts; precision divides by the "
                 "4 words of the summary, recall by the 7 of the reference")]:
            text = f"rouge_1({summary!r}, {reference!r})"
            got = self.call(texts, "rouge_1", summary, reference)
            if not isinstance(got, tuple) or len(got) != 3:
                self.fail(f"{text} gave {got!r}: expected three numbers: return precision, recall, "
                          "f1")
            for name, value, right in zip(("precision", "recall", "f1"), got, expected):
                self.near(value, right, f"the {name} of {text}", mistake, 1e-6)

    def test_2_first(self):
        """first_sentences returns the first three"""
        texts = self.module("texts")
        expected = ["The harbor was closed.", "Nobody knew why.",
                    "A crane had fallen into the water at night."]
        self.same(self.call(texts, "first_sentences", TEXT), expected,
                  f"first_sentences({TEXT[:40]!r}...)", "a list of whole sentences")
        self.same(self.call(texts, "first_sentences", "One. Two.", 3), ["One.", "Two."],
                  "first_sentences('One. Two.', 3)", "a short text has fewer")

    def test_3_heaviest(self):
        """heaviest_sentences returns sentences in the order of the text"""
        texts = self.module("texts")
        whole = self.call(texts, "sentences", TEXT)
        got = self.call(texts, "heaviest_sentences", TEXT, 3)
        if not isinstance(got, list) or len(got) != 3 or any(part not in whole for part in got):
            self.fail(f"heaviest_sentences gave {got!r}: expected a list of three of the text's "
                      "sentences")
        order = [whole.index(part) for part in got]
        if order != sorted(order):
            self.fail(f"heaviest_sentences gave the sentences {[k + 1 for k in order]}: expected "
                      "them in the order of the text; sort the chosen ones by position")

    def test_4_methods(self):
        """methods.csv has the mean F1 of all three methods"""
        rows = self.table("methods.csv", ["method", "f1"],
                          "python3 summarize.py --articles writes it")
        found = {row["method"]: row["f1"] for row in rows}
        for method in ("first", "heaviest", "model"):
            if method not in found:
                self.fail(f"methods.csv has no row `{method}`: expected first, heaviest and model")
            self.number_of(found[method], method)
        texts = self.module("texts")
        articles = shipped("dev.csv")
        for method in ("first", "heaviest"):
            function = f"{method}_sentences"
            scores = [f1(" ".join(self.call(texts, function, row["text"])), row["summary"])
                      for row in articles]
            expected = sum(scores) / len(scores)
            got = self.number_of(found[method], method)
            if abs(got - expected) > 0.01:
                self.fail(f"methods.csv gives `{method}` an F1 of {got:.3f}: expected "
                          f"{expected:.3f}, the mean over the 12 articles of data/dev.csv, each "
                          "compared with its own summary")

    def number_of(self, text, method):
        try:
            value = float(text)
        except ValueError:
            value = -1
        if not 0 <= value <= 1:
            self.fail(f"methods.csv gives `{method}` an F1 of {text!r}: expected a number from 0 "
                      "to 1")
        return value


if __name__ == "__main__":
    unittest.main()
