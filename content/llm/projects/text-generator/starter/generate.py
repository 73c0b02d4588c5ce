# Starter file of the text-generator project: fill in the parts that raise NotImplementedError.
"""Train a word-level LSTM on a book and let it write.

Install first:  python3 -m pip install torch
Train:          python3 generate.py
Write:          python3 generate.py --prompt "the night was" --temperature 0.8
"""

import argparse

# Once PyTorch is installed:
# import torch
# from torch import nn

from corpus import Vocabulary, tokenize, unigram_perplexity

FILE = "generator.pt"


class Model:    # with PyTorch: class Model(nn.Module)
    """Embedding, LSTM and a linear layer with one score per word."""

    def __init__(self, size, dim=128, dropout=0.3):
        raise NotImplementedError("Model.__init__")

    def forward(self, ids, state=None):
        """Return (scores, state) for a tensor of ids of shape (batch, length)."""
        raise NotImplementedError("Model.forward")


def make_model(size, seed=0):
    """Return an untrained model for a vocabulary of this size."""
    raise NotImplementedError("make_model")


def scores(model, ids, state=None):
    """Return (rows, state) for a list of numbers, without training the model.

    rows is a list with one list of `size` floats for each number: the scores of the next word.
    """
    raise NotImplementedError("scores")


def train(model, train_ids, valid_ids, epochs=10):
    """Train the model, write history.csv, and save the best parameters to FILE."""
    raise NotImplementedError("train")


def load():
    """Return (model, vocabulary) with the parameters in FILE."""
    raise NotImplementedError("load")


def write_predictions(model, valid_ids):
    """Write predictions.csv: position and natural log of the probability of each token."""
    raise NotImplementedError("write_predictions")


def sample(model, vocabulary, prompt, count=50, temperature=1.0, seed=0):
    """Return the tokens of the prompt, followed by `count` further tokens."""
    raise NotImplementedError("sample")


def main():
    parser = argparse.ArgumentParser(description="A word-level LSTM")
    parser.add_argument("--text", default="data/book.txt", help="plain text to learn from")
    parser.add_argument("--valid", default="data/valid.txt", help="plain text to measure on")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--prompt", help="write instead of training")
    parser.add_argument("--temperature", type=float, default=1.0)
    arguments = parser.parse_args()
    with open(arguments.text, encoding="utf-8") as file:
        tokens = tokenize(file.read())
    with open(arguments.valid, encoding="utf-8") as file:
        valid_tokens = tokenize(file.read())
    vocabulary = Vocabulary(tokens)
    train_ids, valid_ids = vocabulary.encode(tokens), vocabulary.encode(valid_tokens)
    print(f"tokens: {len(tokens)}")
    print(f"vocabulary: {len(vocabulary)}")
    print(f"unknown: {valid_ids.count(0) / len(valid_ids):.4f}")
    print(f"baseline: {unigram_perplexity(train_ids, valid_ids, len(vocabulary)):.2f}")
    # Next: train and write predictions.csv, or load and sample if there is a prompt.


if __name__ == "__main__":
    main()
