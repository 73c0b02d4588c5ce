# Starter file of the mnist project: fill in the parts that raise NotImplementedError.
"""Train networks on drawn digits and on MNIST with PyTorch, save them and use them again.

Install first:  python3 -m pip install torch torchvision
Train:          python3 mnist.py              (the drawings in data/, seconds)
                python3 mnist.py --data mnist (downloads MNIST first, minutes)
Use:            python3 mnist.py --predict 7
"""

import argparse
import csv

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset, random_split

SEED = 0
BATCH = 64
DRAWINGS = "data/drawings.csv"          # columns id, label, pixels
NEW_DRAWINGS = "data/new_drawings.csv"  # columns id, pixels
NET_FILE = "net.pt"
CONV_FILE = "conv.pt"
PREDICTIONS = "predictions.csv"         # columns id, label
RESULTS = "results.csv"                 # columns data, model, parameters, test_accuracy


def slope(value):
    """Return the derivative of x**2 + 2*x at the given value, computed by autograd."""
    raise NotImplementedError("slope")


def to_picture(text):
    """Return a tensor (1, 28, 28) of 0.0 and 1.0 for 100 hexadecimal digits (20 by 20 bits)."""
    raise NotImplementedError("to_picture")


def read_drawings(path=DRAWINGS):
    """Return a TensorDataset of pictures (n, 1, 28, 28) and whole-number labels (n,)."""
    raise NotImplementedError("read_drawings")


def read_mnist():
    """Return two datasets of MNIST: 60,000 pictures for training, 10,000 for the test."""
    from torchvision.datasets import MNIST
    from torchvision.transforms import ToTensor
    return (MNIST("mnist-data", train=True, download=True, transform=ToTensor()),
            MNIST("mnist-data", train=False, download=True, transform=ToTensor()))


def cut(dataset, count):
    """Return (rest, part): part has count pictures, drawn with the seed SEED."""
    raise NotImplementedError("cut")


def make_loaders(train, valid, test):
    """Return three loaders with batches of BATCH; only the first one shuffles."""
    raise NotImplementedError("make_loaders")


class Net(nn.Module):
    """784 inputs, one hidden layer of 128 units with ReLU, 10 raw scores."""

    def __init__(self):
        super().__init__()
        raise NotImplementedError("Net.__init__")

    def forward(self, x):
        raise NotImplementedError("Net.forward")


class ConvNet(nn.Module):
    """At least two convolutional layers, 10 raw scores."""

    def __init__(self):
        super().__init__()
        raise NotImplementedError("ConvNet.__init__")

    def forward(self, x):
        raise NotImplementedError("ConvNet.forward")


def count_parameters(model):
    """Return how many numbers the model learns."""
    raise NotImplementedError("count_parameters")


def train_epoch(model, loader, loss_fn, optimizer, device):
    """Go once through the loader, update the model, and return the mean loss of a picture."""
    raise NotImplementedError("train_epoch")


def evaluate(model, loader, loss_fn, device):
    """Return (mean loss, accuracy) without changing the model."""
    raise NotImplementedError("evaluate")


def fit(model, train_loader, valid_loader, epochs, device):
    """Train the model and print both losses and the validation accuracy after each epoch."""
    raise NotImplementedError("fit")


def save(model, path):
    """Write the model's parameters to a file."""
    raise NotImplementedError("save")


def load(kind, path):
    """Return a model of the class kind with the parameters of the file, ready to predict."""
    raise NotImplementedError("load")


def predict(model, picture):
    """Return (digit, probability) for one picture of shape (1, 28, 28)."""
    raise NotImplementedError("predict")


def write_predictions(model, source=NEW_DRAWINGS, target=PREDICTIONS):
    """Predict the drawings of the file source and write id and label to the file target."""
    raise NotImplementedError("write_predictions")


def main():
    parser = argparse.ArgumentParser(description="Digit recognition with PyTorch")
    parser.add_argument("--data", choices=["drawings", "mnist"], default="drawings")
    parser.add_argument("--predict", type=int, metavar="INDEX", help="classify one drawing")
    arguments = parser.parse_args()
    torch.manual_seed(SEED)
    if arguments.predict is not None:
        # Load the saved Net and print label, predicted digit and probability of one drawing.
        raise NotImplementedError("--predict")
    drawings = read_drawings()
    rest, test = cut(drawings, 200)
    train, valid = cut(rest, 100)
    train_loader, valid_loader, test_loader = make_loaders(train, valid, test)
    model = Net()
    fit(model, train_loader, valid_loader, 15, "cuda" if torch.cuda.is_available() else "cpu")
    # Next: the test part, saving, the convolutional network, the predictions, and MNIST.


if __name__ == "__main__":
    main()
