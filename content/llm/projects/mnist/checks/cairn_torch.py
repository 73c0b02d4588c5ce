"""Tensors in the checks of mnist: shapes, values, and small data sets made here."""

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

import cairn_check

torch.set_num_threads(1)


class Check(cairn_check.Check):
    call_seconds = 10

    def tensor(self, got, shape, text, mistake):
        """Return got, which must be a tensor of this shape."""
        if not isinstance(got, torch.Tensor):
            self.fail(f"{text} gave {cairn_check.short(got)}: expected a tensor of shape {shape}")
        if tuple(got.shape) != tuple(shape):
            self.fail(f"{text} gave a tensor of shape {tuple(got.shape)}: expected {tuple(shape)}; "
                      f"{mistake}")
        return got

    def made(self, module, name):
        """Return a new model of the learner's class."""
        kind = self.member(module, name)
        torch.manual_seed(1)
        return self.run_code(f"{name}()", kind)


def pictures(count, seed=0):
    """Return (x, y): pictures with a bright row that tells the label, and a little noise."""
    generator = torch.Generator().manual_seed(seed)
    y = torch.arange(count) % 10
    x = 0.2 * torch.rand((count, 1, 28, 28), generator=generator)
    for i in range(count):
        x[i, 0, 2 * y[i] + 4, 4:24] = 1.0
    return x, y


def loader(count=50, batch=20, seed=0):
    """Return a loader that does not shuffle; its last batch is smaller."""
    return DataLoader(TensorDataset(*pictures(count, seed)), batch_size=batch)


class Line(nn.Module):
    """A model of one linear layer on flat pictures."""

    def __init__(self, dropout=0.0):
        super().__init__()
        self.linear = nn.Linear(784, 10)
        self.dropout = nn.Dropout(dropout)
        self.recorded = []
        self.modes = []

    def forward(self, x):
        self.recorded.append(torch.is_grad_enabled())
        self.modes.append(self.training)
        return self.linear(self.dropout(x.flatten(1)))
