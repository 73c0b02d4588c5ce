# Starter file of the text-generator project: fill in the parts that raise NotImplementedError.
"""Train a word-level LSTM on one book and let it write.

Install first:  python3 -m pip install torch
Train:          python3 generate.py --text book.txt --epochs 10
Write:          python3 generate.py --text book.txt --prompt "the night was"

The text is a file of your choice, for example a novel from Project Gutenberg.
"""

import argparse

import torch
from torch import nn

FILE = "generator.pt"
UNKNOWN = "<unk>"


def tokenize(text):
    """Return the words and punctuation marks of a text, in lower case."""
    raise NotImplementedError("tokenize")


class Vocabulary:
    """Numbers for words; number 0 stands for every word that is not in the list."""

    def __init__(self, tokens, min_count=3):
        raise NotImplementedError("Vocabulary.__init__")

    def __len__(self):
        raise NotImplementedError("Vocabulary.__len__")

    def encode(self, tokens):
        """Return a tensor of numbers, one per token."""
        raise NotImplementedError("Vocabulary.encode")

    def decode(self, ids):
        """Return a list of tokens, one per number."""
        raise NotImplementedError("Vocabulary.decode")


def make_batches(ids, length, batch, generator=None):
    """Yield (inputs, targets) of shape (batch, length); shuffles if given a generator."""
    raise NotImplementedError("make_batches")


def unigram_perplexity(train_ids, valid_ids, size):
    """Return the perplexity on valid_ids of the word frequencies in train_ids."""
    raise NotImplementedError("unigram_perplexity")


class Model(nn.Module):
    """Embedding, LSTM and a linear layer with one score per word."""

    def __init__(self, size, dim=128, dropout=0.3):
        super().__init__()
        raise NotImplementedError("Model.__init__")

    def forward(self, ids, state=None):
        """Return (scores, state) for ids of shape (batch, length)."""
        raise NotImplementedError("Model.forward")


def perplexity(model, ids, length=32, batch=32):
    """Return the perplexity of the model on ids, without changing the model."""
    raise NotImplementedError("perplexity")


def train(model, train_ids, valid_ids, epochs):
    """Train the model, print one line per epoch, and save the best parameters to FILE."""
    raise NotImplementedError("train")


def sample(model, vocabulary, prompt, count=50, temperature=1.0, seed=0):
    """Return the prompt continued by `count` words."""
    raise NotImplementedError("sample")


def main():
    parser = argparse.ArgumentParser(description="A word-level LSTM")
    parser.add_argument("--text", required=True, help="plain text to learn from")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--prompt", help="write instead of training")
    parser.add_argument("--temperature", type=float, default=1.0)
    arguments = parser.parse_args()
    torch.manual_seed(0)
    with open(arguments.text, encoding="utf-8") as file:
        tokens = tokenize(file.read())
    cut = len(tokens) * 9 // 10
    vocabulary = Vocabulary(tokens[:cut])
    print(f"{len(tokens)} tokens, vocabulary of {len(vocabulary)}")
    # Next: encode both parts, print the baseline, then train, or load FILE and sample.


if __name__ == "__main__":
    main()
