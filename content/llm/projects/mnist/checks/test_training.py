"""Do the training loop and the evaluation do the right steps?"""

import contextlib
import copy
import re
import unittest

import torch
from torch import nn

from cairn_check import Printed
from cairn_torch import Check, Line, loader


class Training(Check):
    def by_hand(self, model, batches, rate):
        """Train a copy of the model here; return it and the mean loss of a picture."""
        other = copy.deepcopy(model)
        loss_fn, total, count = nn.CrossEntropyLoss(), 0.0, 0
        for x, y in batches:
            loss = loss_fn(other.linear(x.flatten(1)), y)
            gradients = torch.autograd.grad(loss, list(other.linear.parameters()))
            with torch.no_grad():
                for p, g in zip(other.linear.parameters(), gradients):
                    p -= rate * g
            total, count = total + loss.item() * len(y), count + len(y)
        return other, total / count

    def test_1_epoch(self):
        """train_epoch makes one step for each batch"""
        mnist = self.module("mnist")
        torch.manual_seed(4)
        model = Line()
        before, batches = copy.deepcopy(model), loader()
        wanted, mean = self.by_hand(model, batches, 0.05)
        optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
        got = self.run_code("train_epoch(model, loader, loss_fn, optimizer, "
                            "device)", self.member(mnist, "train_epoch"),
                            model, batches, nn.CrossEntropyLoss(), optimizer, "cpu", seconds=20)
        weight = model.linear.weight.detach()
        if torch.equal(weight, before.linear.weight):
            self.fail("train_epoch(...) left the model as it was: expected loss.backward() and "
                      "then optimizer.step() "
                      "for each batch")
        if not torch.allclose(weight, wanted.linear.weight, atol=1e-5):
            self.fail("after train_epoch(...) the weights are not those of one plain step for each "
                      "batch: expected "
                      "that gradients of earlier batches are gone; call optimizer.zero_grad() at "
                      "the start of each batch, "
                      "and step once")
        value = self.number(got, "train_epoch(...)", "the mean loss")
        plain = [nn.CrossEntropyLoss()(before.linear(x.flatten(1)), y).item() for x, y in batches]
        mistake = "add up loss.item() * len(y) and divide by the number of pictures"
        if abs(value - sum(plain) / len(plain)) < 1e-6:
            mistake = "measure before each step, in the loop"
        self.near(value, mean, "train_epoch(...) on batches of 20, 20 and 10", mistake, 1e-4)

    def test_2_modes(self):
        """training runs in train mode, evaluation in eval mode without gradients"""
        mnist = self.module("mnist")
        model = Line(dropout=0.5)
        loss_fn, optimizer = nn.CrossEntropyLoss(), torch.optim.SGD(model.parameters(), lr=0.01)
        model.eval()
        self.run_code("train_epoch(...)", self.member(mnist, "train_epoch"), model, loader(), loss_fn, optimizer, "cpu",
                      seconds=20)
        if not all(model.modes):
            self.fail("train_epoch(...) ran the model in eval mode: expected model.train() at its "
                      "start")
        model.modes.clear()
        model.recorded.clear()
        model.train()
        self.run_code("evaluate(model, loader, loss_fn, "
                      "device)", self.member(mnist, "evaluate"), model, loader(),
                      loss_fn, "cpu", seconds=20)
        if any(model.modes):
            self.fail("evaluate(...) ran the model in train mode: expected model.eval(); call "
                      "model.eval() first, or "
                      "dropout also disturbs the measurement")
        if any(model.recorded):
            self.fail("evaluate(...) recorded gradients: expected `with torch.no_grad():` around "
                      "the loop")

    def test_3_evaluate(self):
        """evaluate gives mean loss and accuracy and changes nothing"""
        mnist = self.module("mnist")
        torch.manual_seed(2)
        model, batches = Line(), loader()
        for _ in range(8):
            model = self.by_hand(model, batches, 0.02)[0]
        with torch.no_grad():
            parts = [(model.linear(x.flatten(1)), y) for x, y in batches]
            scores, y = torch.cat([s for s, _ in parts]), torch.cat([t for _, t in parts])
            loss, right = nn.CrossEntropyLoss()(scores, y).item(), (scores.argmax(1) == y).float().mean().item()
        before = copy.deepcopy(model.state_dict())
        got = self.run_code("evaluate(model, loader, loss_fn, "
                            "device)", self.member(mnist, "evaluate"), model, batches,
                            nn.CrossEntropyLoss(), "cpu", seconds=20)
        if not (isinstance(got, tuple) and len(got) == 2):
            self.fail(f"evaluate(...) gave {got!r}: expected a pair (mean loss, accuracy)")
        self.near(got[0], loss, "the mean loss of evaluate(...) on batches of 20, 20 and 10",
                  "add up loss.item() * len(y) and divide by the number of pictures", 1e-4)
        self.near(got[1], right, "the accuracy of evaluate(...)",
                  "count where argmax(dim=1) equals the label, and divide by the number of "
                  "pictures", 1e-4)
        if any(not torch.equal(before[key], value) for key, value in model.state_dict().items()):
            self.fail("evaluate(...) changed the model: expected no optimizer step in it")

    def test_4_fit(self):
        """on the drawings Net reaches a validation accuracy of 0.8"""
        mnist = self.module("mnist")
        text = Printed()
        torch.manual_seed(0)

        def trained():
            rest, test = mnist.cut(mnist.read_drawings(), 200)
            train, valid = mnist.cut(rest, 100)
            loaders = mnist.make_loaders(train, valid, test)
            with contextlib.redirect_stdout(text):
                mnist.fit(mnist.Net(), loaders[0], loaders[1], 15, "cpu")
            return True
        self.run_code("fit(Net(), train_loader, valid_loader, 15, 'cpu')", trained, seconds=100)
        lines = [line for line in text.getvalue().splitlines() if "validation accuracy" in line]
        self.same(len(lines), 15, "the number of lines with `validation accuracy` that fit printed "
                                  "for 15 epochs",
                  "print one line after each epoch, with training loss, validation loss and "
                  "validation accuracy")
        found = re.search(r"validation accuracy:? *(\d\.\d+)", lines[-1])
        if not found:
            self.fail(f"the last line of fit is {lines[-1]!r}: expected `validation accuracy` and "
                      "a number such as 0.912")
        if float(found[1]) < 0.8:
            self.fail(f"after 15 epochs the validation accuracy is {found[1]}: expected 0.8 or "
                      "more; use Adam with a "
                      f"learning rate of 1e-3 and nn.CrossEntropyLoss()")


if __name__ == "__main__":
    unittest.main()
