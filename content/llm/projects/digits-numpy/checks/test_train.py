"""Does gradient descent on batches do the right steps?"""

import unittest

import numpy as np

from cairn_arrays import Check, copy_of, network, results


class Train(Check):
    def trained(self, params, x, labels, seed, **options):
        digits = self.module("digits")
        result = copy_of(params)
        text = "train(params, x, y, rng, " + ", ".join(f"{k}={v}" for k, v in options.items()) + ")"

        def steps():
            digits_train(result, x.copy(), labels.copy(), np.random.default_rng(seed), **options)
            return True
        digits_train = self.member(digits, "train")
        self.run_code(text, steps)
        return text, result

    def test_1_step(self):
        """one step subtracts the rate times the gradient"""
        params, x, labels = network(count=20)
        gradients = results(params, x, labels)[3]
        text, got = self.trained(params, x, labels, 0, epochs=1, rate=0.5, batch_size=20)
        for name in ("w2", "b2", "w1", "b1"):
            wanted = params[name] - 0.5 * gradients[name]
            mistake = "params[name] -= rate * gradients[name], once for the one batch"
            if np.array_equal(got[name], params[name]):
                mistake = "nothing has changed: change the arrays of params in place, with -="
            elif np.allclose(got[name], params[name] + 0.5 * gradients[name]):
                mistake = "this goes uphill: subtract the gradient"
            self.close(got[name], wanted, f"{name} after {text}", mistake, 1e-7)

    def test_2_batches(self):
        """small batches make several steps in an epoch"""
        params, x, labels = network(count=22)
        text, small = self.trained(params, x, labels, 0, epochs=1, rate=0.3, batch_size=5)
        text, whole = self.trained(params, x, labels, 0, epochs=1, rate=0.3, batch_size=22)
        if np.allclose(small["w2"], whole["w2"]):
            self.fail("batches of 5 and of 22 pictures gave the same parameters after an epoch: "
                      "expected "
                      "several smaller steps; cut the order into slices of batch_size")

    def test_3_shuffled(self):
        """the order of the pictures is shuffled by rng"""
        params, x, labels = network(count=22)
        text, first = self.trained(params, x, labels, 1, epochs=1, rate=0.3, batch_size=5)
        text, again = self.trained(params, x, labels, 1, epochs=1, rate=0.3, batch_size=5)
        text, other = self.trained(params, x, labels, 2, epochs=1, rate=0.3, batch_size=5)
        if not np.array_equal(first["w1"], again["w1"]):
            self.fail("two runs with the same seed gave different parameters: expected the same; "
                      "take all random "
                      "numbers from rng")
        if np.array_equal(first["w1"], other["w1"]):
            self.fail("two seeds gave the same parameters: expected that each epoch has an order "
                      "of its own; "
                      "shuffle with rng.permutation(len(x))")

    def test_4_together(self):
        """pictures and labels stay together"""
        params, x, labels = network(hidden=40, count=15)
        text, got = self.trained(params, x, labels, 3, epochs=300, rate=0.2, batch_size=4)
        value = results(got, x, labels)[2]
        if not value < 0.25 * results(params, x, labels)[2]:
            self.fail(f"after 300 epochs on 15 pictures the loss is {value:.2f}: expected that "
                      "they are learned by "
                      f"heart; use the same rows for x and y in each batch")

    def test_5_accuracy(self):
        """accuracy is the share of right answers"""
        digits = self.module("digits")
        params, x, labels = network(count=40)
        predicted = results(params, x, labels)[1].argmax(axis=1)
        mixed = predicted.copy()
        mixed[:10] = (mixed[:10] + 1) % 10
        got = self.run_code("accuracy(params, x, y)", self.member(digits, "accuracy"), params, x, mixed)
        self.near(got, 0.75, "accuracy with 30 right answers of "
                             "40", "compare argmax(axis=1) with y and take the mean")


if __name__ == "__main__":
    unittest.main()
