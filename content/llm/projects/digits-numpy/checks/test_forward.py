"""Are softmax, forward pass and loss right?"""

import unittest

import numpy as np

from cairn_arrays import Check, network, results


class Forward(Check):
    def test_1_params(self):
        """init_params gives small random weights and biases of zero"""
        digits = self.module("digits")
        got = self.run_code("init_params(rng)", self.member(digits, "init_params"), np.random.default_rng(0))
        self.dictionary(got, {"w1": (64, 32), "b1": (32,), "w2": (32, 10), "b2": (10,)}, "init_params(rng)")
        for name in ("w1", "w2"):
            spread = float(np.std(got[name]))
            if spread == 0:
                self.fail(f"init_params(rng): all entries of {name} are equal: expected random "
                          "numbers; equal "
                          f"weights get equal gradients and stay equal")
            if spread > 0.5:
                self.fail(f"init_params(rng): {name} has the deviation {spread:.2f}: expected less "
                          "than 0.5; "
                          f"multiply by a small number such as sqrt(2 / inputs)")
        if np.any(got["b1"]) or np.any(got["b2"]):
            self.fail("init_params(rng): a bias is not 0: expected np.zeros")

    def test_2_softmax(self):
        """softmax gives probabilities that add up to 1 in each row"""
        digits = self.module("digits")
        scores = np.array([[1.0, 2.0, 3.0], [0.0, 0.0, 0.0]])
        got = self.run_code("softmax(scores)", self.member(digits, "softmax"), scores.copy())
        mistake = "e to the power of each score, divided by the sum of its row (axis=1, keepdims=True)"
        self.close(got, [[0.0900306, 0.2447285, 0.6652410], [1 / 3, 1 / 3, 1 / 3]],
                   "softmax([[1, 2, 3], [0, 0, 0]])", mistake)

    def test_3_large(self):
        """softmax does not overflow for scores such as 1000"""
        digits = self.module("digits")
        scores = np.array([[1000.0, 999.0], [-1000.0, -1000.0]])
        with np.errstate(all="ignore"):
            got = self.run_code("softmax(scores)", self.member(digits, "softmax"), scores.copy())
        self.close(got, [[0.7310586, 0.2689414], [0.5, 0.5]], "softmax([[1000, 999], [-1000, "
                                                              "-1000]])",
                   "e to the power of 1000 is too large for a float: subtract the largest score of "
                   "each row first")

    def test_4_forward(self):
        """forward gives the hidden values and the probabilities of a whole batch"""
        digits = self.module("digits")
        params, x, labels = network()
        wanted_hidden, wanted, value, gradients = results(params, x, labels)
        got = self.run_code("forward(params, x)", self.member(digits, "forward"), params, x.copy())
        if not (isinstance(got, tuple) and len(got) == 2):
            self.fail("forward(params, x) did not give a pair: expected (hidden, probabilities)")
        mistake = "hidden is max(0, x @ w1 + b1)"
        if np.asarray(got[0]).shape == wanted_hidden.shape and np.min(got[0]) < 0:
            mistake = "negative values are left: hidden is max(0, x @ w1 + b1), np.maximum(0, ...)"
        self.close(got[0], wanted_hidden, "hidden of forward(params, x)", mistake)
        self.close(got[1], wanted, "probabilities of forward(params, "
                                   "x)", "softmax(hidden @ w2 + b2)")

    def test_5_loss(self):
        """loss is the mean of -log of the right label's probability"""
        digits = self.module("digits")
        p = np.array([[0.5, 0.5, 0.0], [0.25, 0.5, 0.25]])
        labels = np.array([0, 2])
        got = self.run_code("loss(probabilities, labels)", self.member(digits, "loss"), p.copy(), labels.copy())
        value = self.number(got, "loss(probabilities, labels)")
        wanted = float(-(np.log(0.5) + np.log(0.25)) / 2)
        mistake = "take the probability of the right label in each row, then -log, then the mean"
        if abs(value - 2 * wanted) < 1e-6:
            mistake = "this is the sum: take the mean"
        elif abs(value + wanted) < 1e-6:
            mistake = "the minus sign is missing"
        self.near(value, wanted, "loss for the right probabilities 0.5 and 0.25", mistake, 1e-6)

    def test_6_fresh(self):
        """a fresh network has a loss near ln 10"""
        digits = self.module("digits")
        rng = np.random.default_rng(7)
        x, labels = rng.uniform(0, 1, (200, 64)) * (rng.uniform(0, 1, (200, 64)) < 0.4), rng.integers(0, 10, 200)
        got = self.run_code("the loss of fresh parameters", lambda: float(digits.loss(
            digits.forward(digits.init_params(np.random.default_rng(0)), x)[1], labels)))
        if not 2.0 <= got <= 2.7:
            self.fail(f"with fresh parameters the loss is {got:.2f}: expected 2.0 to 2.7 (ln 10 is "
                      "2.30); the "
                      f"weights are too large, above all those of w2")


if __name__ == "__main__":
    unittest.main()
