# Starter file of the spam-classifier project: fill in the parts that raise NotImplementedError.
"""Tell spam from other messages.

Install first:  python3 -m pip install scikit-learn
Usage:          python3 spam.py           trains, measures, writes predictions.csv and words.csv
                python3 spam.py --ask     trains, then asks for messages

Import scikit-learn inside the functions that need it, or at the top once it is installed.
"""

import argparse

from counts import baseline, load

SEED = 0


def make_model():
    """Return an untrained pipeline of a TF-IDF vectorizer and a linear classifier."""
    raise NotImplementedError("make_model")


def strongest_words(model, count=15):
    """Return two lists of (word, weight): strongest for spam, strongest against it."""
    raise NotImplementedError("strongest_words")


def write_predictions(model, path="data/test.csv"):
    """Write predictions.csv with the columns id and label (spam or ham) for the test messages."""
    raise NotImplementedError("write_predictions")


def ask(model):
    """Read messages until the end of input and print the probability of spam for each."""
    raise NotImplementedError("ask")


def main():
    parser = argparse.ArgumentParser(description="Tell spam from other messages")
    parser.add_argument("--train", default="data/train.tsv", help="lines of label, tab, message")
    parser.add_argument("--ask", action="store_true", help="classify messages you type")
    arguments = parser.parse_args()
    texts, labels = load(arguments.train)
    print(f"spam: {sum(labels)}")
    print(f"not spam: {len(labels) - sum(labels)}")
    print(f"baseline: {baseline(labels):.3f}")
    # Next: split, train, measure, write predictions.csv and words.csv, and ask if told to.


if __name__ == "__main__":
    main()
