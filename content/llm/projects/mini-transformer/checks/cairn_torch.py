"""Tensors in the checks of mini-transformer: shapes, values, and attention worked out here."""

import math

import torch

import cairn_check

torch.set_num_threads(1)


class Check(cairn_check.Check):
    call_seconds = 10

    def tensor(self, got, shape, text, mistake):
        """Return got, which must be a tensor of this shape without nan."""
        if not isinstance(got, torch.Tensor):
            self.fail(f"{text} gave {cairn_check.short(got)}: expected a tensor of shape {shape}")
        if tuple(got.shape) != tuple(shape):
            self.fail(f"{text} gave a tensor of shape {tuple(got.shape)}: expected "
                      f"{tuple(shape)}; {mistake}")
        if got.is_floating_point() and not bool(torch.isfinite(got).all()):
            self.fail(f"{text} gave inf or nan: expected numbers; is a whole row masked?")
        return got

    def alike(self, got, wanted, tolerance=1e-5):
        """Say whether two tensors have the same shape and, nearly, the same values."""
        return got.shape == wanted.shape and torch.allclose(got, wanted, atol=tolerance)


def plain_attention(q, k, v, mask=None, scale=None, dim=-1):
    """Return (output, weights) of scaled dot-product attention."""
    scores = torch.einsum("bhtd,bhsd->bhts", q, k) / (scale or math.sqrt(q.shape[-1]))
    if mask is not None:
        scores = scores + torch.zeros_like(scores).masked_fill(~mask.expand_as(scores), -1e30)
    weights = torch.softmax(scores, dim)
    return torch.einsum("bhts,bhsd->bhtd", weights, v), weights
