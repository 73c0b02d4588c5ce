"""Is PyTorch there, and does autograd compute the derivative?"""

import unittest

import torch

from cairn_torch import Check


class Tensors(Check):
    def test_1_version(self):
        """PyTorch is new enough"""
        numbers = [int(part) for part in torch.__version__.split("+")[0].split(".")[:2]]
        if numbers < [1, 13]:
            self.fail(f"torch is version {torch.__version__}: expected 2.0 or newer (1.13 will "
                      "do); "
                      f"python3 -m pip install --upgrade torch")

    def test_2_slope(self):
        """slope gives the derivative of x**2 + 2*x"""
        mnist = self.module("mnist")
        for value, wanted in ((3.0, 8.0), (-2.0, -2.0), (0.5, 3.0)):
            got = self.call(mnist, "slope", value)
            if isinstance(got, torch.Tensor):
                self.fail(f"slope({value}) gave a tensor: expected a Python number; x.grad.item()")
            self.near(got, wanted, f"slope({value})", "the derivative is stored in x.grad, not "
                                                      "in y", 1e-5)

    def test_3_autograd(self):
        """the derivative is computed by autograd"""
        mnist = self.module("mnist")
        used = []
        backward, grad = torch.Tensor.backward, torch.autograd.grad

        def watched_backward(*arguments, **options):
            used.append("backward")
            return backward(*arguments, **options)

        def watched_grad(*arguments, **options):
            used.append("grad")
            return grad(*arguments, **options)
        torch.Tensor.backward, torch.autograd.grad = watched_backward, watched_grad
        try:
            self.call(mnist, "slope", 3.0)
        finally:
            torch.Tensor.backward, torch.autograd.grad = backward, grad
        if not used:
            self.fail("slope(3.0) gave its result without autograd: expected that it is computed "
                      "by backward(); "
                      "make x with requires_grad=True, compute y from it, and call y.backward()")


if __name__ == "__main__":
    unittest.main()
