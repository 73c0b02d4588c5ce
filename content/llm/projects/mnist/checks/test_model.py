"""Has the network the right shape, size and output?"""

import unittest

import torch
from torch import nn

from cairn_torch import Check, pictures


class Model(Check):
    def test_1_shape(self):
        """Net gives ten raw scores for each picture"""
        mnist = self.module("mnist")
        model = self.made(mnist, "Net")
        x = 3 * torch.rand(64, 1, 28, 28)
        scores = self.tensor(self.run_code("Net()(x)", model, x), (64, 10), "Net()(x) for 64 "
                                                                            "pictures",
                             "flatten each picture first: nn.Flatten()")
        if bool((scores >= 0).all()) and torch.allclose(scores.sum(dim=1), torch.ones(64), atol=1e-4):
            self.fail("the ten outputs of Net are positive and add up to 1: expected raw scores; "
                      "leave the softmax "
                      "out of the model, the loss applies softmax itself")
        if bool((scores <= 0).all()) and torch.allclose(scores.exp().sum(dim=1), torch.ones(64), atol=1e-4):
            self.fail("the ten outputs of Net are logarithms of probabilities: expected raw "
                      "scores; leave the "
                      "log-softmax out of the model, the loss applies softmax itself")
        if bool((scores >= 0).all()):
            self.fail("no output of Net is negative: expected raw scores; the last layer has no "
                      "ReLU after it")

    def test_2_parameters(self):
        """Net has 101,770 parameters"""
        mnist = self.module("mnist")
        model = self.made(mnist, "Net")
        count = sum(p.numel() for p in model.parameters())
        mistake = "784 to 128 and 128 to 10, both with biases: 784 * 128 + 128 + 128 * 10 + 10"
        if count == 0:
            mistake = "keep the layers in attributes (self.layers = ...), where PyTorch finds them"
        self.same(count, 101770, "the number of parameters of Net", mistake)
        got = self.run_code("count_parameters(model)", self.member(mnist, "count_parameters"), nn.Linear(7, 3))
        self.same(got, 24, "count_parameters(nn.Linear(7, "
                           "3))", "add up p.numel() over model.parameters()")

    def test_3_hidden(self):
        """between the layers is a ReLU"""
        mnist = self.module("mnist")
        model = self.made(mnist, "Net").eval()
        x = torch.rand(32, 1, 28, 28)
        with torch.no_grad():
            middle = (model(4 * x) + model(torch.zeros_like(x))) / 2
            if torch.allclose(middle, model(2 * x), atol=1e-4):
                self.fail("Net is a linear function of its input: expected nn.ReLU() between the "
                          "two layers; two "
                          "linear layers without it are no more than one")

    def test_4_loss(self):
        """the untrained network has a loss near 2.3"""
        mnist = self.module("mnist")
        model = self.made(mnist, "Net").eval()
        x, y = pictures(200)
        with torch.no_grad():
            loss = nn.CrossEntropyLoss()(model(x), y).item()
        if not 2.0 <= loss <= 2.7:
            self.fail(f"the untrained Net has a loss of {loss:.2f}: expected about 2.3, ln 10; are "
                      "the outputs scaled?")


if __name__ == "__main__":
    unittest.main()
