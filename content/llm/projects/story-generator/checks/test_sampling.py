"""Do temperature, top-k and top-p limit what is drawn?"""

import math
import random
import unittest

from cairn_check import Check, short

SCORES = [math.log(p) for p in (0.15, 0.5, 0.05, 0.3)]


class Sampling(Check):
    def expect(self, expected, mistake, scores=None, **options):
        scores = SCORES if scores is None else scores
        writing = self.module("writing")
        got = self.call(writing, "probabilities", scores, **options)
        shown = ", ".join(f"{key}={value}" for key, value in options.items()) or "no limits"
        text = f"probabilities with {shown} for scores of {[round(s, 2) for s in scores]}"
        if not isinstance(got, list) or len(got) != len(expected):
            self.fail(f"{text} gave {short(got)}: expected a list of {len(expected)} floats")
        for k, (value, right) in enumerate(zip(got, expected)):
            self.near(value, right, f"number {k} of {text}", mistake, 1e-6)

    def test_1_softmax(self):
        """without limits it is softmax of scores / temperature"""
        self.expect([0.15, 0.5, 0.05, 0.3], "softmax: exp of each score, divided by their sum")
        total = 0.15 ** 2 + 0.5 ** 2 + 0.05 ** 2 + 0.3 ** 2
        self.expect([p ** 2 / total for p in (0.15, 0.5, 0.05, 0.3)],
                    "divide the scores by the temperature", temperature=0.5)
        self.expect([1.0, 0.0], "subtract the largest score before exp, so that nothing overflows",
                    scores=[900.0, 100.0])

    def test_2_top_k(self):
        """top-k keeps the k most probable"""
        self.expect([0.0, 0.625, 0.0, 0.375], "the two largest stay, and are divided by their sum",
                    top_k=2)
        self.expect([0.0, 1.0, 0.0, 0.0], "with top-k of 1 only the most probable is left", top_k=1)
        self.expect([0.15, 0.5, 0.05, 0.3], "a top_k above the number of tokens keeps all", top_k=9)

    def test_3_top_p(self):
        """top-p keeps the shortest list that adds up to p"""
        self.expect([0.0, 0.625, 0.0, 0.375], "0.5 is less than 0.7, so the next one, 0.3, still "
                    "belongs to the list", top_p=0.7)
        self.expect([0.0, 1.0, 0.0, 0.0], "the most probable always stays", top_p=0.1)
        self.expect([0.15 / 0.95, 0.5 / 0.95, 0.0, 0.3 / 0.95], "the places stay those of the "
                    "scores, which are not sorted", top_p=0.9)

    def test_4_sample(self):
        """sample_next draws by these probabilities"""
        writing = self.module("writing")
        function = self.member(writing, "sample_next")
        rng = random.Random(4)
        drawn = [self.run_code("sample_next(scores, rng)", function, SCORES, rng)
                 for _ in range(2000)]
        for k, right in enumerate((0.15, 0.5, 0.05, 0.3)):
            share = drawn.count(k) / len(drawn)
            if abs(share - right) > 0.05:
                self.fail(f"sample_next drew number {k} in {share:.2f} of 2,000 cases: expected "
                          f"about {right}; draw with the probabilities as weights")
        greedy = {self.run_code("sample_next(scores, rng, top_k=1)", function, SCORES, rng,
                                top_k=1) for _ in range(50)}
        self.same(greedy, {1}, "the set of 50 draws with top_k=1", "this is the greedy choice")

    def test_5_seed(self):
        """the same seed draws the same numbers"""
        function = self.member(self.module("writing"), "sample_next")
        first, again = ([self.run_code("sample_next(scores, rng)", function, SCORES, rng)
                         for _ in range(30)] for rng in (random.Random(5), random.Random(5)))
        self.same(again, first, "30 draws with an rng of the same seed",
                  "draw with the rng that is passed in and with nothing else")


if __name__ == "__main__":
    unittest.main()
