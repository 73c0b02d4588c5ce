"""A neural network with one hidden layer for drawn digits, in NumPy only: the reference.

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
    return np.array([int(c) for c in text]) / 9


def load_data(path=DIGITS, seed=0, test_share=0.2):
    """Return (train_x, train_y, test_x, test_y); pictures are rows of 64 values from 0 to 1."""
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    x = np.array([to_picture(row["pixels"]) for row in rows])
    y = np.array([int(row["label"]) for row in rows])
    order = np.random.default_rng(seed).permutation(len(x))
    count = round(len(x) * test_share)
    test, rest = order[:count], order[count:]
    return x[rest], y[rest], x[test], y[test]


def one_hot(labels, classes=CLASSES):
    """Return a matrix with one row per label: 1 in the label's column, 0 elsewhere."""
    out = np.zeros((len(labels), classes))
    out[np.arange(len(labels)), labels] = 1
    return out


def init_params(rng, inputs=64, hidden=32, classes=CLASSES):
    """Return fresh parameters: small random weights, biases of zero."""
    return {
        "w1": rng.normal(0, np.sqrt(2 / inputs), (inputs, hidden)),
        "b1": np.zeros(hidden),
        "w2": rng.normal(0, 0.1, (hidden, classes)),
        "b2": np.zeros(classes),
    }


def softmax(scores):
    """Return row-wise probabilities; must not overflow for large scores."""
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def forward(params, x):
    """Return (hidden, probabilities) for a batch x of shape (n, 64)."""
    hidden = np.maximum(0, x @ params["w1"] + params["b1"])
    return hidden, softmax(hidden @ params["w2"] + params["b2"])


def loss(probabilities, labels):
    """Return the mean cross-entropy of the right labels."""
    return -np.log(probabilities[np.arange(len(labels)), labels]).mean()


def backward(params, x, labels, hidden, probabilities):
    """Return a dictionary of gradients with the same keys and shapes as params."""
    d_scores = (probabilities - one_hot(labels)) / len(labels)
    d_hidden = d_scores @ params["w2"].T
    d_hidden[hidden <= 0] = 0
    return {
        "w1": x.T @ d_hidden,
        "b1": d_hidden.sum(axis=0),
        "w2": hidden.T @ d_scores,
        "b2": d_scores.sum(axis=0),
    }


def check_gradients(params, x, labels, rng, entries=20, step=1e-5):
    """Return the largest relative error between backward() and difference quotients."""
    hidden, probabilities = forward(params, x)
    grads = backward(params, x, labels, hidden, probabilities)
    largest = 0.0
    for name in ("w1", "w2"):
        values = params[name].reshape(-1)       # a view: a change here changes params
        for i in rng.integers(0, values.size, entries):
            before = values[i]
            values[i] = before + step
            plus = loss(forward(params, x)[1], labels)
            values[i] = before - step
            minus = loss(forward(params, x)[1], labels)
            values[i] = before
            numeric, exact = (plus - minus) / (2 * step), grads[name].reshape(-1)[i]
            error = abs(numeric - exact) / max(abs(numeric) + abs(exact), 1e-5)
            largest = max(largest, error)
    return largest


def train(params, x, y, rng, epochs=100, rate=0.1, batch_size=32):
    """Change params in place by gradient descent and print the loss now and then."""
    for epoch in range(1, epochs + 1):
        order = np.arange(len(x))
        for start in range(0, len(x), batch_size):
            rows = order[start:start + batch_size]
            hidden, probabilities = forward(params, x[rows])
            grads = backward(params, x[rows], y[rows], hidden, probabilities)
            for name in params:
                params[name] -= rate * grads[name]
        if epoch % 10 == 0:
            print(f"epoch {epoch}: loss {loss(forward(params, x)[1], y):.3f}")


def accuracy(params, x, y):
    """Return the share of pictures whose most probable digit is the right one."""
    return (forward(params, x)[1].argmax(axis=1) == y).mean()


def confusion(labels, predicted, classes=CLASSES):
    """Return a table of counts: row is the right digit, column the predicted one."""
    table = np.zeros((classes, classes), dtype=int)
    np.add.at(table, (labels, predicted), 1)
    return table


def most_confused(table):
    """Return the pair (right digit, predicted digit) of the largest number off the diagonal."""
    wrong = table.copy()
    np.fill_diagonal(wrong, 0)
    right, predicted = np.unravel_index(wrong.argmax(), wrong.shape)
    return int(right), int(predicted)


def show(picture):
    """Print a picture of 64 values as 8 lines of 8 characters; a blank means paper."""
    for row in picture.reshape(8, 8):
        print("".join(" .:#"[min(int(v * 4), 3)] for v in row))


def write_predictions(params, source=NEW_DIGITS, target=PREDICTIONS):
    """Predict the pictures of the file source and write id and label to the file target."""
    with open(source, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    x = np.array([to_picture(row["pixels"]) for row in rows])
    predicted = forward(params, x)[1].argmax(axis=1)
    with open(target, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "label"])
        writer.writerows((row["id"], digit) for row, digit in zip(rows, predicted))


def main():
    rng = np.random.default_rng(0)
    train_x, train_y, test_x, test_y = load_data()
    params = init_params(rng)
    print(f"largest gradient error: {check_gradients(params, train_x[:10], train_y[:10], rng):.1e}")
    train(params, train_x, train_y, rng)
    print(f"test accuracy: {accuracy(params, test_x, test_y):.3f}")
    predicted = forward(params, test_x)[1].argmax(axis=1)
    table = confusion(test_y, predicted)
    print(table)
    print("most confused: {} taken for {}".format(*most_confused(table)))
    for i in np.flatnonzero(predicted != test_y)[:3]:
        print(f"a {test_y[i]}, taken for {predicted[i]}:")
        show(test_x[i])
    write_predictions(params)


if __name__ == "__main__":
    main()
