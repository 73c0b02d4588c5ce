# Starter file of the digits-numpy project: fill in the parts that raise NotImplementedError.
"""A neural network with one hidden layer for drawn digits, in NumPy only.

Install first:  python3 -m pip install numpy
Run with:       python3 digits.py

Parameters live in a dictionary with the keys w1, b1, w2 and b2.
Shapes: w1 (64, hidden), b1 (hidden,), w2 (hidden, 10), b2 (10,).
"""

import csv

import numpy as np

CLASSES = 10
DIGITS = "data/digits.csv"          # columns id, label, pixels
NEW_DIGITS = "data/new_digits.csv"  # columns id, pixels
PREDICTIONS = "predictions.csv"     # columns id, label


def to_picture(text):
    """Return 64 numbers from 0 to 1 for a text of 64 characters from 0 (paper) to 9 (ink)."""
    raise NotImplementedError("to_picture")


def load_data(path=DIGITS, seed=0, test_share=0.2):
    """Return (train_x, train_y, test_x, test_y); pictures are rows of 64 values from 0 to 1."""
    raise NotImplementedError("load_data")


def one_hot(labels, classes=CLASSES):
    """Return a matrix with one row per label: 1 in the label's column, 0 elsewhere."""
    raise NotImplementedError("one_hot")


def init_params(rng, inputs=64, hidden=32, classes=CLASSES):
    """Return fresh parameters: small random weights, biases of zero."""
    raise NotImplementedError("init_params")


def softmax(scores):
    """Return row-wise probabilities; must not overflow for large scores."""
    raise NotImplementedError("softmax")


def forward(params, x):
    """Return (hidden, probabilities) for a batch x of shape (n, 64)."""
    raise NotImplementedError("forward")


def loss(probabilities, labels):
    """Return the mean cross-entropy of the right labels."""
    raise NotImplementedError("loss")


def backward(params, x, labels, hidden, probabilities):
    """Return a dictionary of gradients with the same keys and shapes as params."""
    raise NotImplementedError("backward")


def check_gradients(params, x, labels, rng, entries=20, step=1e-5):
    """Return the largest relative error between backward() and difference quotients."""
    raise NotImplementedError("check_gradients")


def train(params, x, y, rng, epochs=100, rate=0.1, batch_size=32):
    """Change params in place by gradient descent and print the loss now and then."""
    raise NotImplementedError("train")


def accuracy(params, x, y):
    """Return the share of pictures whose most probable digit is the right one."""
    raise NotImplementedError("accuracy")


def confusion(labels, predicted, classes=CLASSES):
    """Return a table of counts: row is the right digit, column the predicted one."""
    raise NotImplementedError("confusion")


def most_confused(table):
    """Return the pair (right digit, predicted digit) of the largest number off the diagonal."""
    raise NotImplementedError("most_confused")


def show(picture):
    """Print a picture of 64 values as 8 lines of 8 characters; a blank means paper."""
    raise NotImplementedError("show")


def write_predictions(params, source=NEW_DIGITS, target=PREDICTIONS):
    """Predict the pictures of the file source and write id and label to the file target."""
    raise NotImplementedError("write_predictions")


def main():
    rng = np.random.default_rng(0)
    train_x, train_y, test_x, test_y = load_data()
    params = init_params(rng)
    print(f"largest gradient error: {check_gradients(params, train_x[:10], train_y[:10], rng):.1e}")
    train(params, train_x, train_y, rng)
    print(f"test accuracy: {accuracy(params, test_x, test_y):.3f}")
    # Next: the table of confusions, three wrong pictures, and the predictions.


if __name__ == "__main__":
    main()
