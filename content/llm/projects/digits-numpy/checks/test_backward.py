"""Are the gradients right, and does check_gradients notice wrong ones?"""

import unittest

import numpy as np

from cairn_arrays import Check, network, results

STEPS = {
    "w2": "w2 gets hidden.T @ d_scores",
    "b2": "b2 gets the sum of d_scores over the rows (axis=0)",
    "w1": "w1 gets x.T @ d_hidden",
    "b1": "b1 gets the sum of d_hidden over the rows (axis=0)",
}


class Backward(Check):
    def test_1_gradients(self):
        """backward gives the gradients of the mean loss"""
        digits = self.module("digits")
        params, x, labels = network()
        hidden, p, value, wanted = results(params, x, labels)
        got = self.run_code("backward(params, x, labels, hidden, "
                            "probabilities)", self.member(digits, "backward"),
                            params, x.copy(), labels.copy(), hidden.copy(), p.copy())
        self.dictionary(got, {key: v.shape for key, v in wanted.items()}, "backward(...)")
        open_gate = x.T @ (((p - np.eye(10)[labels]) / len(x)) @ params["w2"].T)
        for name in ("w2", "b2", "w1", "b1"):
            mistake = STEPS[name]
            if np.allclose(got[name], wanted[name] * len(x)):
                mistake = ("this is the gradient of the sum: divide by the number of pictures, "
                           "because the loss is "
                           "a mean")
            elif np.allclose(got[name], -wanted[name]):
                mistake = "the sign is turned round: probabilities minus one-hot rows"
            elif name == "w1" and np.allclose(got[name], open_gate):
                mistake = "the step back through ReLU is missing: set d_hidden to 0 where hidden is 0"
            self.close(got[name], wanted[name], f"backward(...)[{name!r}]", mistake, 1e-7)

    def checked(self, digits):
        rng = np.random.default_rng(11)
        params = {"w1": rng.normal(0, 0.3, (64, 32)), "b1": rng.normal(0, 0.1, 32),
                  "w2": rng.normal(0, 0.3, (32, 10)), "b2": rng.normal(0, 0.1, 10)}
        before = {key: v.copy() for key, v in params.items()}
        x, labels = rng.uniform(0, 1, (10, 64)), rng.integers(0, 10, 10)
        got = self.run_code("check_gradients(params, x, labels, "
                            "rng)", self.member(digits, "check_gradients"),
                            params, x, labels, np.random.default_rng(2))
        value = self.number(got, "check_gradients(params, x, labels, rng)")
        for key in params:
            if not np.allclose(params[key], before[key], atol=1e-12):
                self.fail(f"check_gradients(...) left {key} changed: expected params as they were; "
                          "put the entry "
                          f"back after both measurements")
        return value

    def test_2_small(self):
        """check_gradients finds no error in right gradients"""
        digits = self.module("digits")
        value = self.checked(digits)
        if not value < 1e-5:
            self.fail(f"check_gradients(...) gave {value:.2g}: expected less than 1e-5; compare "
                      "(loss_plus - loss_minus) / (2 * step) with the gradient of the same entry, "
                      "in float64")

    def test_3_notices(self):
        """check_gradients notices gradients that are wrong"""
        digits = self.module("digits")
        right = self.member(digits, "backward")
        for name in ("w1", "w2"):
            def wrong(*arguments):
                gradients = dict(right(*arguments))
                gradients[name] = 1.5 * gradients[name]
                return gradients
            digits.backward = wrong
            try:
                value = self.checked(digits)
            finally:
                digits.backward = right
            if value < 0.05:
                self.fail(f"with a backward() whose gradient of {name} is 1.5 times too large, "
                          "check_gradients gave "
                          f"{value:.2g}: expected about 0.2; call backward() once and look at "
                          "entries of w1 and w2")


if __name__ == "__main__":
    unittest.main()
