# Starter file of the sentiment project: fill in the parts that raise NotImplementedError.
"""Fine-tune a BERT-like model on film reviews and compare it with a simple one.

Install first:  python3 -m pip install "transformers[torch]" datasets scikit-learn
Usage:          python3 sentiment.py data | baseline | train | compare | ask
"""

import csv
import sys

MODEL = "distilbert-base-uncased"  # with a GPU: bert-base-uncased
FOLDER = "sentiment-model"
MAX_LENGTH = 256
SEED = 0
REVIEWS = "data/reviews.csv"          # columns id, text, label (1 positive, 0 negative)
NEW_REVIEWS = "data/new_reviews.csv"  # columns id, text
BASELINE = "baseline.csv"             # columns id, label
FINE_TUNED = "finetuned.csv"          # columns id, label


def read_reviews(path=REVIEWS):
    """Return (texts, labels): a list of texts and a list of whole numbers."""
    raise NotImplementedError("read_reviews")


def split(texts, labels, seed=SEED):
    """Return {"train": (texts, labels), "valid": ..., "test": ...}; two thirds, a sixth, a sixth."""
    raise NotImplementedError("split")


def describe(parts):
    """Print size and share of positive reviews of each part, and the median length in words."""
    raise NotImplementedError("describe")


def make_baseline():
    """Return a pipeline of TF-IDF and logistic regression that is not fitted yet."""
    raise NotImplementedError("make_baseline")


def write_labels(labels, target, source=NEW_REVIEWS):
    """Write id and label of each new review to the file target."""
    raise NotImplementedError("write_labels")


def run_baseline():
    """Fit the baseline, print its test accuracy, and write its labels of the new reviews."""
    raise NotImplementedError("run_baseline")


def encode(texts, tokenizer):
    """Return a list of token numbers for each text, at most MAX_LENGTH long."""
    raise NotImplementedError("encode")


def pad_batch(rows, pad_id=0):
    """Return (ids, mask) of equal length: mask is 1 for a token and 0 for padding."""
    raise NotImplementedError("pad_batch")


def fine_tune():
    """Train, save model and tokenizer in FOLDER, and write the labels of the new reviews."""
    raise NotImplementedError("fine_tune")


def compare(labels, first, second):
    """Return {"both": n, "first": n, "second": n, "none": n}: who is right how often."""
    raise NotImplementedError("compare")


def interval(share, count):
    """Return (low, high), the 95% interval of an accuracy measured on count reviews."""
    raise NotImplementedError("interval")


def to_answer(scores):
    """Return ("positive" or "negative", probability) for the scores [negative, positive]."""
    raise NotImplementedError("to_answer")


def ask():
    """Load FOLDER, read lines, and print sentiment and probability for each."""
    raise NotImplementedError("ask")


def main(arguments):
    command = arguments[0] if arguments else ""
    if command == "data":
        describe(split(*read_reviews()))
    elif command == "baseline":
        run_baseline()
    elif command == "train":
        fine_tune()
    elif command == "compare":
        # Predict the test part with both models, and print the four numbers and the intervals.
        raise NotImplementedError("compare")
    elif command == "ask":
        ask()
    else:
        print(__doc__, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
