"""Can the model be saved, loaded and asked?"""

import os
import tempfile
import unittest

import torch
from torch import nn

from cairn_torch import Check


class Steady(nn.Module):
    """A model with known scores, whatever the picture."""

    def __init__(self):
        super().__init__()
        self.scores = nn.Parameter(torch.tensor([0.0, 1.0, -1.0, 3.0, 0.0, 0.0, 0.0, 0.0, 0.0, 2.0]))

    def forward(self, x):
        if x.dim() != 4:
            raise ValueError(f"the model got a tensor of shape {tuple(x.shape)}, expected (1, 1, "
                             "28, 28)")
        return self.scores.expand(len(x), 10)


class Save(Check):
    def test_1_round_trip(self):
        """a loaded model gives exactly the same scores"""
        mnist = self.module("mnist")
        model = self.made(mnist, "Net").eval()
        x = torch.rand(8, 1, 28, 28)
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "model.pt")
            self.run_code("save(model, path)", self.member(mnist, "save"), model, path)
            if not os.path.exists(path):
                self.fail("save(model, path) wrote no file: expected "
                          "torch.save(model.state_dict(), path)")
            torch.manual_seed(99)
            again = self.run_code("load(Net, path)", self.member(mnist, "load"), mnist.Net, path)
        if not isinstance(again, nn.Module):
            self.fail(f"load(Net, path) gave {type(again).__name__}: expected the model; "
                      "load_state_dict() does not "
                      f"return it")
        with torch.no_grad():
            if not torch.equal(model(x), again(x)):
                self.fail("the loaded model gives other scores than the saved one: expected the "
                          "same; give the "
                          "stored numbers to the new model with load_state_dict")
        if again.training:
            self.fail("the model from load(Net, path) is in train mode: expected model.eval() "
                      "before it is returned")

    def test_2_predict(self):
        """predict gives the digit and its probability"""
        mnist = self.module("mnist")
        got = self.run_code("predict(model, picture)", self.member(mnist, "predict"), Steady(), torch.rand(1, 28, 28))
        if not (isinstance(got, tuple) and len(got) == 2):
            self.fail(f"predict(model, picture) gave {got!r}: expected a pair (digit, probability)")
        self.same(got[0], 3, "the digit of predict(model, "
                             "picture)", "the position of the largest score, as a number")
        wanted = torch.tensor([0.0, 1.0, -1.0, 3.0, 0.0, 0.0, 0.0, 0.0, 0.0, 2.0]).softmax(0)[3].item()
        mistake = "apply softmax over the ten scores and take the largest"
        if abs(float(got[1]) - 3.0) < 1e-6:
            mistake = "these are scores, not probabilities: apply softmax(dim=1) first"
        self.near(got[1], wanted, "the probability of predict(model, picture)", mistake, 1e-5)


if __name__ == "__main__":
    unittest.main()
