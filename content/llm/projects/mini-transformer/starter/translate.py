# Starter file of the mini-transformer project: data, training and use of the model.
"""Train the mini-transformer on sentence pairs and translate with it.

Install first:  python3 -m pip install torch
Learn by heart: python3 translate.py --overfit 10
Train:          python3 translate.py --epochs 25
Look inside:    python3 translate.py --attention "i am cold"

A pairs file has one pair per line: English, a tab, French. Further columns are ignored.
"""

import argparse

import torch

PAIRS = "data/pairs.tsv"
NEW_SENTENCES = "data/new_sentences.csv"  # columns id, english
TRANSLATIONS = "translations.csv"         # columns id, french
FILE = "translator.pt"                    # the parameters, and both lists of words
PAD, BOS, EOS, UNK = 0, 1, 2, 3


def load_pairs(path=PAIRS, max_words=8):
    """Return a list of (source words, target words), both as tuples in lower case."""
    raise NotImplementedError("load_pairs")


def split_pairs(pairs, share=0.1, seed=0):
    """Return (train, held out) so that no English sentence is in both."""
    raise NotImplementedError("split_pairs")


class Vocabulary:
    """Numbers for words; the first four are PAD, BOS, EOS and UNK."""

    def __init__(self, sentences, min_count=2):
        raise NotImplementedError("Vocabulary.__init__")

    def __len__(self):
        raise NotImplementedError("Vocabulary.__len__")

    def encode(self, words):
        """Return a list of numbers that begins with BOS and ends with EOS."""
        raise NotImplementedError("Vocabulary.encode")

    def decode(self, ids):
        """Return the words up to the first EOS, without the special ones."""
        raise NotImplementedError("Vocabulary.decode")


def pad(rows):
    """Return a tensor of ids, with PAD after the end of the shorter rows."""
    raise NotImplementedError("pad")


def loss_of(scores, target):
    """Return the mean cross-entropy of scores (B, T, V) for ids (B, T), without the padding."""
    raise NotImplementedError("loss_of")


def train(model, pairs, held_out, source_vocabulary, target_vocabulary, epochs):
    """Train the model and print both losses after each epoch."""
    raise NotImplementedError("train")


def translate(model, words, source_vocabulary, target_vocabulary, limit=20):
    """Return a list of words: the greedy translation of a list of words."""
    raise NotImplementedError("translate")


def print_attention(model, words, source_vocabulary, target_vocabulary, head=0):
    """Translate and print one head's cross-attention weights as a table."""
    raise NotImplementedError("print_attention")


def main():
    parser = argparse.ArgumentParser(description="A small translator")
    parser.add_argument("--pairs", default=PAIRS, help="file of sentence pairs")
    parser.add_argument("--overfit", type=int, metavar="N", help="learn N pairs by heart")
    parser.add_argument("--epochs", type=int, default=25)
    parser.add_argument("--attention", metavar="SENTENCE", help="print the weights for a sentence")
    arguments = parser.parse_args()
    torch.manual_seed(0)
    # With --overfit: learn N pairs, translate them, count. With --attention: load FILE and print.
    # Else: split the pairs, build both vocabularies and a Transformer, train, save, translate.
    raise NotImplementedError(f"main {arguments}")


if __name__ == "__main__":
    main()
