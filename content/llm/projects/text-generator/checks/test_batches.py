"""Are sequences cut with shifted targets, and is the baseline right?"""

import math
import random
import unittest

from cairn_check import Check, short


class Batches(Check):
    def batches(self, ids, length, batch, rng=None):
        corpus = self.module("corpus")
        function = self.member(corpus, "make_batches")
        shown = ", random.Random(1)" if rng else ""
        text = f"make_batches of {len(ids)} numbers, length {length}, batch {batch}{shown}"

        def collect():
            made = function(list(ids), length, batch, rng) if rng else function(list(ids), length,
                                                                               batch)
            return [] if made is None else list(made)
        got = self.run_code(text, collect)
        if not got or not all(isinstance(pair, tuple) and len(pair) == 2 for pair in got):
            self.fail(f"{text} gave {short(got)}: expected pairs:  yield inputs, targets")
        return text, [([list(r) for r in a], [list(r) for r in b]) for a, b in got]

    def test_1_rows(self):
        """rows are cut one after the other, and targets are shifted by one"""
        text, got = self.batches(range(10), 3, 2)
        inputs = [row for pair in got for row in pair[0]]
        targets = [row for pair in got for row in pair[1]]
        mistake = "the last row of inputs is 6 7 8: the number after it is still there as a target"
        self.same(inputs, [[0, 1, 2], [3, 4, 5], [6, 7, 8]], f"the inputs of {text}", mistake)
        mistake = ("a target is the number that follows its input: take the row that begins one "
                   "later")
        if targets == inputs:
            mistake = "the targets are the inputs themselves, so there is nothing to predict"
        self.same(targets, [[1, 2, 3], [4, 5, 6], [7, 8, 9]], f"the targets of {text}", mistake)
        self.same([len(pair[0]) for pair in got], [2, 1], f"the sizes of the batches of {text}",
                  "two rows in each batch; the last one may be smaller")

    def test_2_end(self):
        """a row that would need a number after the end is left out"""
        text, got = self.batches(range(9), 3, 4)
        inputs = [row for pair in got for row in pair[0]]
        self.same(inputs, [[0, 1, 2], [3, 4, 5]], f"the inputs of {text}",
                  "for 6 7 8 no target follows the 8: there are (len(ids) - 1) // length rows")

    def test_3_shuffle(self):
        """with an rng the rows are shuffled, and stay whole"""
        text, got = self.batches(range(101), 5, 4, random.Random(1))
        inputs = [row for pair in got for row in pair[0]]
        targets = [row for pair in got for row in pair[1]]
        plain = [list(range(i, i + 5)) for i in range(0, 100, 5)]
        self.same(sorted(inputs), plain, f"the sorted inputs of {text}", "each row comes once")
        if inputs == plain:
            self.fail(f"{text} gave the rows in their order: expected them shuffled; with an rng "
                      "call rng.shuffle on the starts of the rows")
        if any([i + 1 for i in a] != b for a, b in zip(inputs, targets)):
            self.fail(f"{text} gave targets that do not belong to their inputs: shuffle the pairs, "
                      "not each list by itself")


class Unigram(Check):
    def test_4_unigram(self):
        """unigram_perplexity is e to the mean of -ln p"""
        corpus = self.module("corpus")
        train, valid, size = [1, 1, 1, 2, 2, 0], [1, 2, 3], 4
        chances = [(train.count(i) + 1) / (len(train) + size) for i in valid]
        expected = math.exp(-sum(map(math.log, chances)) / len(chances))
        got = self.call(corpus, "unigram_perplexity", train, valid, size)
        text = f"unigram_perplexity({train}, {valid}, {size})"
        mistake = ("the probabilities of 1, 2 and 3 are 4/10, 3/10 and 1/10 (each count plus 1, "
                   "divided by 6 + 4); take the mean of -ln p over the three, and math.exp of it")
        if isinstance(got, float) and abs(got - math.log(expected)) < 1e-6:
            mistake = "this is the mean loss: the perplexity is math.exp of it"
        self.near(got, expected, text, mistake)
        got = self.call(corpus, "unigram_perplexity", [0, 1, 2, 3], [3, 2, 1], 4)
        self.near(got, 4, "unigram_perplexity([0, 1, 2, 3], [3, 2, 1], 4)",
                  "four words that are equally frequent give a perplexity of 4")


if __name__ == "__main__":
    unittest.main()
