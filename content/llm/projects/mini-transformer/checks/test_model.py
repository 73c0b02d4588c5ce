"""Do encoder and decoder hide what they have to hide, and see the rest?"""

import unittest

import torch

from cairn_torch import Check


class Model(Check):
    def setUp(self):
        module = self.module("mini_transformer")
        torch.manual_seed(5)
        kind = self.member(module, "Transformer")
        self.model = self.run_code("Transformer(20, 30, dim=16, heads=2, layers=2)", kind, 20, 30,
                                   dim=16, heads=2, layers=2)
        self.model.eval()
        self.source = torch.tensor([[1, 7, 9, 2], [1, 5, 2, 0]])
        self.target = torch.tensor([[1, 8, 6, 4, 11], [1, 12, 13, 2, 0]])

    def scores(self, source, target):
        with torch.no_grad():
            got = self.run_code("model(source, target)", self.model, source, target)
        return self.tensor(got, (2, 5, 30), "model(source, target)",
                           "the last layer maps from dim to target_size")

    def test_1_shape(self):
        """the model gives scores (B, T, V)"""
        self.scores(self.source, self.target)

    def test_2_causal(self):
        """a later target token changes no score at earlier positions"""
        other = self.target.clone()
        other[0, 3], other[1, 3] = 17, 18
        a, b = self.scores(self.source, self.target), self.scores(self.source, other)
        if not torch.allclose(a[:, :3], b[:, :3], atol=1e-5):
            self.fail("changing the target at position 3 changes scores at earlier positions: "
                      "expected that it cannot; the causal mask is missing in the decoder's "
                      "self-attention, or it is turned round")
        if torch.allclose(a[:, 3:], b[:, 3:], atol=1e-5):
            self.fail("changing the target at position 3 changes no score at all: expected that "
                      "the decoder sees its input")

    def test_3_source(self):
        """the source reaches the scores, and its padding does not"""
        other = self.source.clone()
        other[0, 2] = 11
        a, b = self.scores(self.source, self.target), self.scores(other, self.target)
        if torch.allclose(a[0], b[0], atol=1e-6):
            self.fail("changing a source word changes no score: expected that it does; the "
                      "decoder's "
                      "cross-attention takes keys and values from the encoder's output")
        longer = torch.cat([self.source, torch.zeros(2, 3, dtype=torch.long)], dim=1)
        c = self.scores(longer, self.target)
        if not torch.allclose(a, c, atol=1e-4):
            self.fail("three more PAD at the end of the source change the scores: expected that "
                      "they "
                      "do not; give the padding mask to the encoder's attention and to the "
                      "cross-attention")

    def test_4_order(self):
        """the order of the source words matters"""
        other = self.source.clone()
        other[0, 1], other[0, 2] = 9, 7
        a, b = self.scores(self.source, self.target), self.scores(other, self.target)
        if torch.allclose(a[0], b[0], atol=1e-5):
            self.fail("exchanging two source words changes no score: expected that it does; add "
                      "the "
                      "positional encoding to the embeddings")

    def test_5_layers(self):
        """all layers are known to PyTorch"""
        module = self.module("mini_transformer")
        sizes = [sum(p.numel() for p in module.Transformer(20, 30, dim=16, heads=2, layers=n)
                     .parameters()) for n in (1, 2)]
        if sizes[0] == sizes[1]:
            self.fail("with one and with two layers the model has the same number of parameters: "
                      "expected more; keep the layers in nn.ModuleList, not in a plain list")


if __name__ == "__main__":
    unittest.main()
