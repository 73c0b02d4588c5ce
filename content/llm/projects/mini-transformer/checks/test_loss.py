"""Does the loss count real tokens only?"""

import unittest

import torch

from cairn_torch import Check


class Loss(Check):
    def test_1_loss(self):
        """loss_of is the mean cross-entropy without the padding"""
        module = self.module("translate")
        generator = torch.Generator().manual_seed(2)
        scores = torch.randn(2, 4, 9, generator=generator)
        target = torch.tensor([[5, 6, 2, 0], [7, 2, 0, 0]])
        logs = scores.log_softmax(dim=-1)
        each = -logs.gather(2, target[:, :, None])[:, :, 0]
        real = target != 0
        wanted, every = each[real].mean().item(), each.mean().item()
        function = self.member(module, "loss_of")
        got = self.run_code("loss_of(scores, target)", function, scores, target)
        if not isinstance(got, torch.Tensor):
            self.fail("loss_of(scores, target) did not give a tensor: expected one that backward() "
                      "can start from")
        mistake = "cross_entropy on scores.reshape(-1, V) and target.reshape(-1)"
        if abs(got.item() - every) < 1e-4:
            mistake = "the three PAD positions are counted: pass ignore_index=PAD"
        elif abs(got.item() - each[real].sum().item()) < 1e-4:
            mistake = "this is the sum: take the mean"
        self.near(got.item(), wanted, "loss_of(scores, target)", mistake, 1e-4)


if __name__ == "__main__":
    unittest.main()
