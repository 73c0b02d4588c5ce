"""Is the second network convolutional?"""

import unittest

import torch
from torch import nn

from cairn_torch import Check


class Convolution(Check):
    def test_1_shape(self):
        """ConvNet gives ten raw scores for each picture"""
        mnist = self.module("mnist")
        model = self.made(mnist, "ConvNet")
        x = torch.rand(6, 1, 28, 28)
        scores = self.tensor(self.run_code("ConvNet()(x)", model, x), (6, 10), "ConvNet()(x) for 6 "
                                                                               "pictures",
                             "the last layer is linear, from what is left after pooling to 10")
        if torch.allclose(scores.sum(dim=1), torch.ones(6), atol=1e-4) and bool((scores >= 0).all()):
            self.fail("the outputs of ConvNet add up to 1: expected raw scores; leave the softmax "
                      "out of the model")

    def test_2_layers(self):
        """ConvNet has at least two convolutional layers"""
        mnist = self.module("mnist")
        model = self.made(mnist, "ConvNet")
        count = sum(isinstance(part, nn.Conv2d) for part in model.modules())
        if count < 2:
            self.fail(f"ConvNet has {count} layers of nn.Conv2d: expected at least two; keep them "
                      "in attributes or in "
                      f"nn.Sequential")


if __name__ == "__main__":
    unittest.main()
