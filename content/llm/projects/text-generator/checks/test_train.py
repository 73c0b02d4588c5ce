"""Was the model trained, and do its predictions belong to it?"""

import csv
import math
import os
import re
import unittest
from collections import Counter

from cairn_check import Check, short

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data")
SECONDS = 60


def tokens(name):
    with open(os.path.join(DATA, name), encoding="utf-8") as file:
        return re.findall(r"[a-z']+|[.,;:!?]", file.read().lower())


def baseline():
    """Return the perplexity on valid.txt of the word frequencies in book.txt."""
    book, valid = tokens("book.txt"), tokens("valid.txt")
    counts = Counter(book)
    known = Counter({word: n for word, n in counts.items() if n >= 3})
    known["<unk>"] = len(book) - sum(known.values())
    total = len(book) + len(known)
    return math.exp(-sum(math.log((known[w if w in known else "<unk>"] + 1) / total)
                         for w in valid) / len(valid))


class Train(Check):
    def table(self, name, columns):
        if not os.path.exists(name):
            self.fail(f"there is no file {name}: python3 generate.py trains the model and writes "
                      f"it, with the columns {', '.join(columns)}")
        with open(name, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for column in columns:
            if not rows or column not in rows[0]:
                self.fail(f"{name} has no column {column}: expected the header {','.join(columns)}")
        numbers = None
        try:
            numbers = [{column: float(row[column]) for column in columns} for row in rows]
        except (TypeError, ValueError):
            pass
        if numbers is None:
            self.fail(f"{name} has a cell that is no number in one of {', '.join(columns)}")
        return numbers

    def best(self):
        rows = self.table("history.csv", ["epoch", "train_perplexity", "valid_perplexity"])
        return rows, min(row["valid_perplexity"] for row in rows)

    def test_1_history(self):
        """history.csv has three epochs or more, and beats the baseline"""
        rows, best = self.best()
        if len(rows) < 3:
            self.fail(f"history.csv has {len(rows)} rows: expected three epochs or more")
        if not rows[-1]["train_perplexity"] < rows[0]["train_perplexity"]:
            self.fail(f"the training perplexity went from {rows[0]['train_perplexity']:.1f} to "
                      f"{rows[-1]['train_perplexity']:.1f}: expected that it falls; is the "
                      "optimizer's step called, and zero_grad before each backward?")
        level = baseline()
        if not 1 <= best < level:
            self.fail(f"the lowest validation perplexity is {best:.1f}: expected less than the "
                      f"baseline of {level:.1f}; write math.exp of the mean loss per word")

    def log_chances(self):
        rows = self.table("predictions.csv", ["position", "log_probability"])
        found = {int(row["position"]): row["log_probability"] for row in rows}
        count = len(tokens("valid.txt"))
        missing = [i for i in range(1, count) if i not in found]
        if missing:
            self.fail(f"predictions.csv has no row for position {missing[0]}: expected one for "
                      f"each token of data/valid.txt from position 1 to {count - 1}")
        if max(found.values()) > 0:
            self.fail("predictions.csv has a log_probability above 0: expected the natural "
                      "logarithm of a probability, which is never positive")
        return [found[i] for i in range(1, count)]

    def test_2_best(self):
        """the predictions come from the best epoch"""
        chances = self.log_chances()
        got = math.exp(-sum(chances) / len(chances))
        _, best = self.best()
        if got > 1.1 * best:
            self.fail(f"predictions.csv has a perplexity of {got:.2f}, and the best epoch of "
                      f"history.csv {best:.2f}: expected about the same; save the parameters "
                      "whenever the validation perplexity is the lowest so far, and load them "
                      "before predicting")

    def test_3_same_model(self):
        """the saved model gives the probabilities of predictions.csv"""
        chances = self.log_chances()
        generate = self.module("generate", SECONDS)
        loaded = self.call(generate, "load", seconds=SECONDS)
        if not isinstance(loaded, tuple) or len(loaded) != 2:
            self.fail(f"load() gave {short(loaded)}: expected two results:  return model, "
                      "vocabulary")
        model, vocabulary = loaded
        ids = list(vocabulary.encode(tokens("valid.txt")[:21]))
        function = self.member(generate, "scores")
        rows, _ = self.run_code("scores(model, the first 20 tokens of valid.txt)", function, model,
                                ids[:20], seconds=SECONDS)
        for k, row in enumerate(rows):
            top = max(row)
            value = row[ids[k + 1]] - top - math.log(sum(math.exp(z - top) for z in row))
            if abs(value - chances[k]) > 0.01:
                self.fail(f"the saved model gives the token at position {k + 1} of valid.txt a log "
                          f"probability of {value:.3f}, and predictions.csv {chances[k]:.3f}: "
                          "expected the same; the scores of row k are about the token at position "
                          "k + 1, and the logarithm is taken after softmax")

    def test_4_memory(self):
        """the model looks further back than one word"""
        generate = self.module("generate", SECONDS)
        model, vocabulary = self.call(generate, "load", seconds=SECONDS)
        function = self.member(generate, "scores")
        last = []
        for text in ("she was", "there was"):
            ids = list(vocabulary.encode(text.split()))
            rows, _ = self.run_code("scores(model, "
                                    f"{text!r})", function, model, ids, seconds=SECONDS)
            top = max(rows[-1])
            total = sum(math.exp(z - top) for z in rows[-1])
            last.append([math.exp(z - top) / total for z in rows[-1]])
        if max(abs(a - b) for a, b in zip(*last)) < 1e-3:
            self.fail("after `she was` and `there was` the model gives the same probabilities: "
                      "expected different ones; it sees the last word only")


if __name__ == "__main__":
    unittest.main()
