"""Does the model write, with a seed, a temperature and no <unk>?"""

import math
import unittest

from cairn_check import Check, short

SECONDS = 60


class Chances(Check):
    def chances(self, scores, temperature):
        corpus = self.module("corpus")
        got = self.call(corpus, "next_probabilities", scores, temperature)
        text = f"next_probabilities({scores}, {temperature})"
        if not isinstance(got, list) or len(got) != len(scores):
            self.fail(f"{text} gave {short(got)}: expected a list of {len(scores)} floats")
        return text, got

    def test_1_softmax(self):
        """the probabilities are softmax of scores / temperature"""
        for temperature in (1.0, 0.5, 2.0):
            scores = [5.0, 1.0, 2.0, 0.0]
            text, got = self.chances(scores, temperature)
            powers = [math.exp(z / temperature) for z in scores[1:]]
            mistake = "divide each score by the temperature, then exp, then divide by the sum"
            if got[0] > 0:
                mistake = "number 0 is <unk> and gets 0.0; the others add up to 1"
            for k, power in enumerate(powers, 1):
                self.near(got[k], power / sum(powers), f"number {k} of {text}", mistake, 1e-6)

    def test_2_unknown(self):
        """<unk> gets probability zero"""
        text, got = self.chances([9.0, 0.0, 0.0], 1.0)
        self.same(got[0], 0.0, "number 0 "
                  f"of {text}", "set its score to float(\"-inf\") before softmax")

    def test_3_large(self):
        """large scores and low temperatures do not overflow"""
        text, got = self.chances([0.0, 900.0, 890.0], 0.5)
        self.near(got[1], 1.0, f"number 1 of {text}", "subtract the largest score before exp", 1e-6)


class Sample(Check):
    def setUp(self):
        self.generate = self.module("generate", SECONDS)
        self.model, self.vocabulary = self.call(self.generate, "load", seconds=SECONDS)

    def write(self, **options):
        function = self.member(self.generate, "sample")
        shown = ", ".join(f"{key}={value}" for key, value in options.items())
        text = f"sample(model, vocabulary, 'the night was', {shown})"
        got = self.run_code(text, function, self.model, self.vocabulary, "the night was",
                            seconds=SECONDS, **options)
        if not isinstance(got, list) or not all(isinstance(token, str) for token in got):
            self.fail(f"{text} gave {short(got)}: expected a list of tokens")
        return text, got

    def test_4_count(self):
        """sample returns the prompt and as many tokens as asked for"""
        text, got = self.write(count=20, seed=1)
        self.same(got[:3], ["the", "night", "was"], f"the first tokens of {text}",
                  "the prompt comes first, cut by tokenize")
        self.same(len(got), 23, f"the number of tokens of {text}", "3 of the prompt and 20 more")

    def test_5_seed(self):
        """the same seed gives the same text, another seed another one"""
        _, first = self.write(count=30, seed=1)
        text, again = self.write(count=30, seed=1)
        if first != again:
            self.fail(f"{text} gave two different texts: expected the same; seed the generator in "
                      "sample")
        _, other = self.write(count=30, seed=2)
        if first == other:
            self.fail("sample gave the same text with seed=1 and seed=2: expected different ones; "
                      "draw the next word by its probability instead of taking the most probable "
                      "one")

    def test_6_temperature(self):
        """a high temperature gives more different words than a low one"""
        _, low = self.write(count=200, temperature=0.2, seed=3)
        _, high = self.write(count=200, temperature=1.5, seed=3)
        if not len(set(low)) < len(set(high)):
            self.fail(f"200 tokens have {len(set(low))} different ones at temperature 0.2 and "
                      f"{len(set(high))} at 1.5: expected fewer at 0.2; divide the scores by the "
                      f"temperature before softmax")
        if "<unk>" in low + high:
            self.fail("sample wrote <unk>: expected that it never does; its probability is set to "
                      "zero")


if __name__ == "__main__":
    unittest.main()
