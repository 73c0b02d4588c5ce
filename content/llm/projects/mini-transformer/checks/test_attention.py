"""Is scaled dot-product attention right?"""

import unittest

import torch

from cairn_torch import Check, plain_attention


class Attention(Check):
    def given(self):
        generator = torch.Generator().manual_seed(1)
        shapes = ((2, 3, 4, 8), (2, 3, 5, 8), (2, 3, 5, 8))
        return [torch.randn(shape, generator=generator) for shape in shapes]

    def attend(self, q, k, v, mask=None):
        module = self.module("mini_transformer")
        text = "attention(q, k, v)" if mask is None else "attention(q, k, v, mask)"
        got = self.run_code(text, self.member(module, "attention"), q, k, v, mask)
        if not (isinstance(got, tuple) and len(got) == 2):
            self.fail(f"{text} gave {type(got).__name__}: expected a pair (output, weights)")
        self.tensor(got[1], (2, 3, 4, 5), f"the weights of {text}",
                    "q @ k.transpose(-2, -1): a row for each query, a column for each key")
        self.tensor(got[0], (2, 3, 4, 8), f"the output of {text}", "weights @ v")
        return got

    def test_1_plain(self):
        """without a mask the output is a weighted mean of the values"""
        q, k, v = self.given()
        output, weights = self.attend(q, k, v)
        wanted, right = plain_attention(q, k, v)
        if not self.alike(weights, right):
            mistake = "softmax(q @ k.transpose(-2, -1) / math.sqrt(d)) over the last dimension"
            if self.alike(weights, plain_attention(q, k, v, scale=1.0)[1]):
                mistake = "the scaling is missing: divide the scores by the square root of d"
            elif self.alike(weights, plain_attention(q, k, v, scale=8.0)[1]):
                mistake = "this divides by d: divide the scores by the square root of d"
            elif self.alike(weights, plain_attention(q, k, v, dim=-2)[1]):
                mistake = "each row should add up to 1: apply softmax over the last dimension"
            self.fail("the first row of weights is "
                      f"{[round(w, 3) for w in weights[0, 0, 0].tolist()]}"
                      f": expected {[round(w, 3) for w in right[0, 0, 0].tolist()]}; {mistake}")
        if not self.alike(output, wanted):
            self.fail("the weights are right and the output is not: expected weights @ v")

    def test_2_masked(self):
        """masked positions get a weight of exactly 0"""
        q, k, v = self.given()
        mask = torch.tensor([[True, False, False, True, False]] * 3 + [[True] * 5])
        output, weights = self.attend(q, k, v, mask)
        wanted, right = plain_attention(q, k, v, mask)
        forbidden = weights[~mask.expand_as(weights)]
        if bool((forbidden != 0).any()):
            mistake = "set their scores to -inf before the softmax"
            if self.alike(weights, plain_attention(q, k, v, ~mask)[1]):
                mistake = "the mask is turned round: True means that attention is allowed"
            self.fail(f"a masked position has the weight {forbidden.max():.3f}: expected exactly "
                      "0; "
                      f"{mistake}")
        if not self.alike(weights, right):
            self.fail(f"with a mask the weights of a row add up to {weights[0, 0, 0].sum():.3f}: "
                      f"expected 1; put -inf into the scores before the softmax, do not multiply "
                      f"the weights by the mask")
        if not self.alike(output, wanted):
            self.fail("with a mask the weights are right and the output is not: expected weights "
                      "@ v")

    def test_3_padding(self):
        """a mask of shape (B, 1, 1, S) fits every head and query"""
        q, k, v = self.given()
        mask = torch.tensor([[True] * 5, [True] * 3 + [False] * 2])[:, None, None, :]
        output, weights = self.attend(q, k, v, mask)
        if not self.alike(weights, plain_attention(q, k, v, mask)[1]):
            self.fail("with a mask of shape (2, 1, 1, 5) the weights are wrong: expected that it "
                      "is "
                      "used for each head and each query; masked_fill(~mask, ...) does this")


if __name__ == "__main__":
    unittest.main()
