"""Is one step of an LSTM worked out as its equations say?"""

import math
import random
import unittest

from cairn_check import Check, short

GATES = {"f": "forget gate", "i": "input gate", "o": "output gate", "c": "candidate"}


def squash(x):
    return 1 / (1 + math.exp(-x))


def one(weights):
    """Weights of a cell with one unit, from three numbers for each gate."""
    return {gate: ([[u]], [[w]], [b]) for gate, (u, w, b) in weights.items()}


def right_step(x, h, c, weights):
    """The equations, for the comparison."""
    z = {gate: [b[k] + sum(u * v for u, v in zip(U[k], x)) + sum(w * v for w, v in zip(W[k], h))
                for k in range(len(b))] for gate, (U, W, b) in weights.items()}
    new_c = [squash(f) * old + squash(i) * math.tanh(g)
             for f, i, g, old in zip(z["f"], z["i"], z["c"], c)]
    return [squash(o) * math.tanh(v) for o, v in zip(z["o"], new_c)], new_c


class Sigmoid(Check):
    def test_1_sigmoid(self):
        """sigmoid is 1/2 at 0, and does not overflow"""
        cell = self.module("cell")
        for x, expected in [(0.0, 0.5), (2.0, squash(2)), (-3.0, squash(-3)), (1000.0, 1.0),
                            (-1000.0, 0.0)]:
            got = self.call(cell, "sigmoid", x)
            self.near(got, expected, f"sigmoid({x})", "it is 1 / (1 + e^-x); for a negative x "
                      "write e^x / (1 + e^x), so that math.exp never gets a large number")


class Step(Check):
    def step(self, x, h, c, weights, what):
        cell = self.module("cell")
        function = self.member(cell, "step")
        text = f"step({x}, {h}, {c}, weights), {what},"
        got = self.run_code(text, function, list(x), list(h), list(c), weights)
        if not isinstance(got, tuple) or len(got) != 2:
            self.fail(f"{text} gave {short(got)}: expected two lists:  return h, c")
        for name, part in zip("hc", got):
            if not hasattr(part, "__len__") or len(part) != len(h):
                self.fail(f"{text} gave {short(part)} for {name}: expected a list of {len(h)} "
                          "numbers")
        return text, got

    def test_2_keep(self):
        """an open forget gate and a closed input gate keep the old c"""
        weights = one({"f": (0, 0, 100), "i": (0, 0, -100), "o": (0, 0, 0), "c": (1, 1, 0)})
        text, (h, c) = self.step([1.0], [0.5], [2.0], weights, "with f = 1 and i = 0,")
        self.near(c[0], 2.0, f"the new c of {text}", "f multiplies the old c, and i the candidate",
                  1e-6)
        self.near(h[0], 0.5 * math.tanh(2), f"the new h of {text}",
                  "h is o times tanh of the NEW c, and o is 1/2 here", 1e-6)

    def test_3_write(self):
        """a closed forget gate and an open input gate replace c by the candidate"""
        weights = one({"f": (0, 0, -100), "i": (0, 0, 100), "o": (0, 0, 100), "c": (2, -1, 0.5)})
        text, (h, c) = self.step([1.0], [0.5], [2.0], weights, "with f = 0 and i = 1,")
        mistake = "the candidate is tanh(2 * 1 - 1 * 0.5 + 0.5): U times x, plus W times h, plus b"
        if abs(c[0] - squash(2.0)) < 1e-6:
            mistake = "the candidate goes through tanh, not through the sigmoid"
        elif abs(c[0] - math.tanh(2.5)) < 1e-6:
            mistake = "W times the old h is missing"
        self.near(c[0], math.tanh(2.0), f"the new c of {text}", mistake, 1e-6)

    def test_4_random(self):
        """three inputs and two units agree with the equations"""
        rng = random.Random(3)
        for _ in range(20):
            weights = {gate: ([[rng.uniform(-1, 1) for _ in range(3)] for _ in range(2)],
                              [[rng.uniform(-1, 1) for _ in range(2)] for _ in range(2)],
                              [rng.uniform(-1, 1) for _ in range(2)]) for gate in GATES}
            x, h, c = ([round(rng.uniform(-1, 1), 2) for _ in range(n)] for n in (3, 2, 2))
            right_h, right_c = right_step(x, h, c, weights)
            text, (got_h, got_c) = self.step(x, h, c, weights, "with random weights,")
            for k in range(2):
                self.near(got_c[k], right_c[k], f"c[{k}] of {text}",
                          "row k of U, W and b belongs to unit k; each "
                          "gate has its own weights", 1e-6)
                self.near(got_h[k], right_h[k], f"h[{k}] of {text}",
                          "h[k] is o[k] times tanh of the new c[k]", 1e-6)


class WholeRun(Check):
    def test_5_run(self):
        """run hands the state from step to step"""
        cell = self.module("cell")
        weights = one({"f": (0, 1, 1), "i": (1, 0, 0), "o": (1, 1, 0), "c": (1, -1, 0)})
        sequence = [[0.5], [-1.0], [0.25]]
        h, c, expected = [0.0], [0.0], []
        for x in sequence:
            h, c = right_step(x, h, c, weights)
            expected.append(h[0])
        text = f"run({sequence}, [0.0], [0.0], weights)"
        got = self.run_code(text, self.member(cell, "run"), sequence, [0.0], [0.0], weights)
        if not isinstance(got, tuple) or len(got) != 3 or len(got[0]) != 3:
            self.fail(f"{text} gave {short(got)}: expected (a list with three h, last h, last c)")
        for k, (given, right) in enumerate(zip(got[0], expected)):
            self.near(given[0], right, f"h after step {k + 1} of {text}",
                      "each step begins with the h and c of the step before", 1e-6)
        self.near(got[1][0], h[0], f"the last h of {text}", "it is that of the last step", 1e-6)
        self.near(got[2][0], c[0], f"the last c of {text}", "it is that of the last step", 1e-6)


if __name__ == "__main__":
    unittest.main()
