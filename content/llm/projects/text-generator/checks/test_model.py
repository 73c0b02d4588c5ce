"""Does the untrained model give scores of the right shape, and a state that continues?"""

import math
import random
import unittest

from cairn_check import Check, short

SIZE = 60
SECONDS = 60


class Model(Check):
    def setUp(self):
        self.generate = self.module("generate", SECONDS)
        self.model = self.call(self.generate, "make_model", SIZE, seconds=SECONDS)
        rng = random.Random(5)
        self.ids = [rng.randrange(SIZE) for _ in range(40)]

    def scores(self, ids, *state):
        function = self.member(self.generate, "scores")
        text = f"scores(model, {len(ids)} numbers{', state' if state else ''})"
        got = self.run_code(text, function, self.model, list(ids), *state, seconds=SECONDS)
        if not isinstance(got, tuple) or len(got) != 2:
            self.fail(f"{text} gave {short(got)}: expected two results:  return rows, state")
        rows, state = got
        if not isinstance(rows, list) or not rows or not isinstance(rows[0], list):
            self.fail(f"{text} gave {short(rows)} as rows: expected a list of lists of floats; for "
                      "one sequence of a tensor write scores[0].tolist()")
        return text, rows, state

    def test_1_shape(self):
        """one row for each number, one score for each word of the vocabulary"""
        text, rows, _ = self.scores(self.ids)
        self.same((len(rows), len(rows[0])), (40, SIZE), f"the shape of the rows of {text}",
                  f"40 numbers give 40 rows, each with {SIZE} scores, the size given to make_model")

    def test_2_loss(self):
        """the untrained model's loss is near ln V"""
        text, rows, _ = self.scores(self.ids)
        total = 0.0
        for row, target in zip(rows, self.ids[1:]):
            top = max(row)
            total += top + math.log(sum(math.exp(z - top) for z in row)) - row[target]
        loss = total / (len(self.ids) - 1)
        if abs(loss - math.log(SIZE)) > 0.1 * math.log(SIZE):
            self.fail(f"the loss of the untrained model is {loss:.3f}: expected about ln {SIZE} = "
                      f"{math.log(SIZE):.3f}; return the plain scores of the last layer, with "
                      "small random weights as nn.Linear makes them and without softmax")

    def test_3_halves(self):
        """the state of the first half continues into the second"""
        _, whole, _ = self.scores(self.ids)
        _, first, state = self.scores(self.ids[:20])
        _, second, _ = self.scores(self.ids[20:], state)
        _, again, _ = self.scores(self.ids)
        if max(abs(a - b) for r, s in zip(whole, again) for a, b in zip(r, s)) > 1e-5:
            self.fail("scores gave two different results for the same numbers: expected the same; "
                      "call model.eval() in scores, so that dropout is off")
        off = max(abs(a - b) for r, s in zip(whole, first + second) for a, b in zip(r, s))
        if off > 1e-5:
            self.fail(f"running the sequence in two halves gave scores that differ by {off:.2g}: "
                      "expected 1e-5 at most; hand the state on to the LSTM, "
                      "and return the new one")


if __name__ == "__main__":
    unittest.main()
