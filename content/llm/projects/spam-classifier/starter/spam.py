# Starter file of the spam-classifier project: fill in the parts that raise NotImplementedError.
"""Tell spam from other messages with scikit-learn.

Install first:  python3 -m pip install scikit-learn
Usage:          python3 spam.py FILE [--ask]

FILE has one message per line: the label (ham or spam), a tab, the text.
Your own small file will do for the beginning. A larger one is the SMS Spam Collection
of the UCI Machine Learning Repository.
"""

import argparse

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import confusion_matrix
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline

SEED = 0


def load(path):
    """Return (texts, labels); a label is 1 for spam and 0 otherwise."""
    raise NotImplementedError("load")


def tokenize(text):
    """Return the words of a text in lower case, without punctuation."""
    raise NotImplementedError("tokenize")


def bag_of_words(texts):
    """Return (vocabulary, counts): sorted words, and one list of counts per text."""
    raise NotImplementedError("bag_of_words")


def make_model():
    """Return an untrained pipeline of a TF-IDF vectorizer and a linear classifier."""
    raise NotImplementedError("make_model")


def precision_recall(labels, predicted):
    """Return (precision, recall) for spam, from the counts in the confusion matrix."""
    raise NotImplementedError("precision_recall")


def strongest_words(model, count=15):
    """Return two lists of words: strongest for spam, strongest against it."""
    raise NotImplementedError("strongest_words")


def ask(model):
    """Read messages until the end of input and print the probability of spam for each."""
    raise NotImplementedError("ask")


def main():
    parser = argparse.ArgumentParser(description="Tell spam from other messages")
    parser.add_argument("file", help="lines of label, tab, message")
    parser.add_argument("--ask", action="store_true", help="classify messages you type")
    arguments = parser.parse_args()
    texts, labels = load(arguments.file)
    print(f"{len(texts)} messages, {sum(labels)} of them spam")
    # Next: split, train, measure, print the strongest words, and ask if told to.


if __name__ == "__main__":
    main()
