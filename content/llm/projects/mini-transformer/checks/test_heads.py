"""Are masks, positions and heads right?"""

import math
import unittest

import torch

from cairn_torch import Check


class Heads(Check):
    def test_1_causal(self):
        """causal_mask lets position i look at 0..i"""
        module = self.module("mini_transformer")
        got = self.tensor(self.call(module, "causal_mask", 3), (3, 3), "causal_mask(3)", "")
        wanted = [[True, False, False], [True, True, False], [True, True, True]]
        mistake = "row i is True up to and with column i: torch.tril"
        if got.dtype != torch.bool:
            mistake = "the mask is boolean: dtype=torch.bool"
        elif got.T.tolist() == wanted:
            mistake = "this lets each position look at later ones: torch.tril, not torch.triu"
        elif not got[0, 0]:
            mistake = "a position may look at itself"
        self.same(got.tolist() if got.dtype == torch.bool else str(got.dtype), wanted,
                  "causal_mask(3)", mistake)

    def test_2_padding(self):
        """padding_mask is False where the id is PAD"""
        module = self.module("mini_transformer")
        ids = torch.tensor([[1, 7, 2], [1, 2, 0]])
        got = self.run_code("padding_mask(ids)", self.member(module, "padding_mask"), ids)
        self.tensor(got, (2, 1, 1, 3), "padding_mask(ids) for ids of shape (2, 3)",
                    "add two dimensions: [:, None, None, :]")
        self.same(got[:, 0, 0].tolist(), [[True, True, True], [True, True, False]],
                  "padding_mask([[1, 7, 2], [1, 2, 0]])", "ids != PAD")

    def test_3_positions(self):
        """positional_encoding has sines in even and cosines in odd columns"""
        module = self.module("mini_transformer")
        got = self.tensor(self.call(module, "positional_encoding", 6, 8), (6, 8),
                          "positional_encoding(6, 8)", "a row for each position")
        for p in range(6):
            for i in range(4):
                angle = p / 10000 ** (2 * i / 8)
                for column, name, value in ((2 * i, "sine", math.sin(angle)),
                                            (2 * i + 1, "cosine", math.cos(angle))):
                    self.near(got[p, column].item(), value,
                              f"positional_encoding(6, 8)[{p}, {column}]",
                              f"the {name} of {p} / 10000 ** ({2 * i} / 8); columns {2 * i} and "
                              f"{2 * i + 1} share their angle", 1e-4)

    def attention(self, dim, heads):
        module = self.module("mini_transformer")
        torch.manual_seed(3)
        kind = self.member(module, "MultiHeadAttention")
        return module, self.run_code(f"MultiHeadAttention({dim}, {heads})", kind, dim, heads)

    def test_4_shape(self):
        """MultiHeadAttention maps (B, T, D) to (B, T, D)"""
        for heads in (1, 2, 4):
            module, part = self.attention(16, heads)
            x, memory = torch.randn(2, 5, 16), torch.randn(2, 7, 16)
            got = self.run_code(f"MultiHeadAttention(16, {heads})(x, memory)", part, x, memory)
            self.tensor(got, (2, 5, 16), f"MultiHeadAttention(16, {heads})(x, memory)",
                        "merge the heads again: transpose(1, 2), then reshape(b, t, d)")
            weights = part.last_weights
            self.tensor(weights, (2, heads, 5, 7), "last_weights after a call",
                        "keep the weights of attention(): self.last_weights = weights.detach()")

    def test_5_heads(self):
        """each head has weights of its own, and each row of heads stays in its sentence"""
        module, part = self.attention(16, 4)
        x = torch.randn(2, 5, 16)
        with torch.no_grad():
            part(x, x)
            weights = part.last_weights
            if torch.allclose(weights[:, 0], weights[:, 1], atol=1e-6):
                self.fail("all heads have the same weights: expected others in each; cut the "
                          "vectors into heads after the projection")
            other = x.clone()
            other[1] = torch.randn(5, 16)
            if not torch.allclose(part(x, x)[0], part(other, other)[0], atol=1e-5):
                self.fail("changing the second sentence changes the output of the first: expected "
                          "no mixing; view(b, t, heads, d // heads) and then transpose(1, 2)")

    def test_6_order(self):
        """with the causal mask later inputs change nothing earlier"""
        module, part = self.attention(16, 2)
        x = torch.randn(1, 6, 16)
        other = x.clone()
        other[0, 5] = torch.randn(16)
        with torch.no_grad():
            mask = module.causal_mask(6)
            a, b = part(x, x, mask), part(other, other, mask)
        if not torch.allclose(a[0, :5], b[0, :5], atol=1e-5):
            self.fail("with the causal mask the last input changes earlier outputs: expected that "
                      "it "
                      "cannot; pass the mask on to attention(), and merge the heads with "
                      "transpose(1, 2) before reshape")
        if torch.allclose(a[0, 5], b[0, 5], atol=1e-5):
            self.fail("changing the last input does not change the last output: expected that it "
                      "does")


if __name__ == "__main__":
    unittest.main()
