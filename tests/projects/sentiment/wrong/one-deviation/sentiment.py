"""Film reviews with a simple model and a better one: the reference solution.

Where no pre-trained model can be had, fine_tune() trains a linear model on the words that carry
the opinion: what follows a "but", with a mark on words that are denied.

Install first:  python3 -m pip install "transformers[torch]" datasets scikit-learn
Usage:          python3 sentiment.py data | baseline | train | compare | ask
"""

import csv
import json
import math
import os
import re
import statistics
import sys


FOLDER = "sentiment-model"
MAX_LENGTH = 256
SEED = 0
REVIEWS = "data/reviews.csv"          # columns id, text, label (1 positive, 0 negative)
NEW_REVIEWS = "data/new_reviews.csv"  # columns id, text
BASELINE = "baseline.csv"             # columns id, label
FINE_TUNED = "finetuned.csv"          # columns id, label


def read_reviews(path=REVIEWS):
    """Return (texts, labels): a list of texts and a list of whole numbers."""
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [row["text"] for row in rows], [int(row["label"]) for row in rows]


def split(texts, labels, seed=SEED):
    """Return {"train": (texts, labels), "valid": ..., "test": ...}; two thirds, a sixth, a sixth."""
    from sklearn.model_selection import train_test_split
    a, rest_x, b, rest_y = train_test_split(
        texts, labels, test_size=1 / 3, random_state=seed, stratify=labels)
    c, e, d, f = train_test_split(
        rest_x, rest_y, test_size=0.5, random_state=seed, stratify=rest_y)
    return {"train": (a, b), "valid": (c, d), "test": (e, f)}


def new_texts(path=NEW_REVIEWS):
    """Return the texts of the new reviews."""
    with open(path, encoding="utf-8", newline="") as file:
        return [row["text"] for row in csv.DictReader(file)]


def opinion_words(text):
    """Return the words of the clauses that carry the opinion; denied ones begin with not_."""
    result = []
    for sentence in text.lower().split("."):
        sentence = sentence.strip()
        if sentence.startswith(("at first", "critics had called")):
            continue
        if " but " in sentence and "anything but" not in sentence:
            sentence = sentence.split(" but ", 1)[1]
        elif sentence.startswith("although") and "," in sentence:
            sentence = sentence.split(",", 1)[1]
        denied = ""
        for word in re.findall("[a-z]+", sentence):
            result.append(denied + word)
            if word in ("not", "never", "nothing", "nobody", "anything"):
                denied = "not_"
    return result


def score(weights, bias, text):
    """Return a number above 0 for praise and below 0 for complaint."""
    return bias + sum(weights.get(word, 0.0) for word in set(opinion_words(text)))


def load_weights():
    with open(os.path.join(FOLDER, "weights.json"), encoding="utf-8") as file:
        stored = json.load(file)
    return stored["weights"], stored["bias"]


def describe(parts):
    """Print size and share of positive reviews of each part, and the median length in words."""
    for name, (texts, labels) in parts.items():
        length = statistics.median(len(text.split()) for text in texts)
        print(f"{name}: {len(texts)} reviews, {sum(labels) / len(labels):.0%} positive, "
              f"median length {length:g} words")


def make_baseline():
    """Return a pipeline of TF-IDF and logistic regression that is not fitted yet."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    return make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True),
        LogisticRegression(C=10, max_iter=1000),
    )


def write_labels(labels, target, source=NEW_REVIEWS):
    """Write id and label of each new review to the file target."""
    with open(source, encoding="utf-8", newline="") as file:
        ids = [row["id"] for row in csv.DictReader(file)]
    with open(target, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "label"])
        writer.writerows(zip(ids, labels))


def run_baseline():
    """Fit the baseline, print its test accuracy, and write its labels of the new reviews."""
    parts = split(*read_reviews())
    model = make_baseline().fit(*parts["train"])
    print(f"baseline: test accuracy {model.score(*parts['test']):.3f}")
    write_labels(model.predict(new_texts()), BASELINE)


def encode(texts, tokenizer):
    """Return a list of token numbers for each text, at most MAX_LENGTH long."""
    return [tokenizer(text, truncation=True, max_length=MAX_LENGTH)["input_ids"]
            for text in texts]


def pad_batch(rows, pad_id=0):
    """Return (ids, mask) of equal length: mask is 1 for a token and 0 for padding."""
    longest = max(len(row) for row in rows)
    ids = [list(row) + [pad_id] * (longest - len(row)) for row in rows]
    mask = [[1] * len(row) + [0] * (longest - len(row)) for row in rows]
    return ids, mask


def fine_tune():
    """Train, save model and tokenizer in FOLDER, and write the labels of the new reviews."""
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression
    parts = split(*read_reviews())
    words = CountVectorizer(analyzer=opinion_words, binary=True)
    model = LogisticRegression(C=3, max_iter=1000)
    model.fit(words.fit_transform(parts["train"][0]), parts["train"][1])
    weights = dict(zip(words.get_feature_names_out(), model.coef_[0].tolist()))
    os.makedirs(FOLDER, exist_ok=True)
    with open(os.path.join(FOLDER, "weights.json"), "w", encoding="utf-8") as file:
        json.dump({"bias": model.intercept_[0], "weights": weights}, file)
    write_labels([int(score(weights, model.intercept_[0], text) > 0) for text in new_texts()],
                 FINE_TUNED)


def compare(labels, first, second):
    """Return {"both": n, "first": n, "second": n, "none": n}: who is right how often."""
    counts = {"both": 0, "first": 0, "second": 0, "none": 0}
    for label, a, b in zip(labels, first, second):
        name = {(True, True): "both", (True, False): "first", (False, True): "second",
                (False, False): "none"}[a == label, b == label]
        counts[name] += 1
    return counts


def interval(share, count):
    """Return (low, high), the 95% interval of an accuracy measured on count reviews."""
    half = math.sqrt(share * (1 - share) / count)
    return share - half, share + half


def to_answer(scores):
    """Return ("positive" or "negative", probability) for the scores [negative, positive]."""
    positive = 1 / (1 + math.exp(scores[0] - scores[1]))
    return ("positive", positive) if positive >= 0.5 else ("negative", 1 - positive)


def ask():
    """Load FOLDER, read lines, and print sentiment and probability for each."""
    weights, bias = load_weights()
    for line in sys.stdin:
        if line.strip():
            sentiment, probability = to_answer([0.0, score(weights, bias, line)])
            print(f"{sentiment} {probability:.2f}")


def main(arguments):
    command = arguments[0] if arguments else ""
    if command == "data":
        describe(split(*read_reviews()))
    elif command == "baseline":
        run_baseline()
    elif command == "train":
        fine_tune()
    elif command == "compare":
        parts = split(*read_reviews())
        texts, labels = parts["test"]
        simple = make_baseline().fit(*parts["train"]).predict(texts)
        weights, bias = load_weights()
        better = [int(score(weights, bias, text) > 0) for text in texts]
        print(compare(labels, better, simple))
        for some in (better, simple):
            share = sum(a == b for a, b in zip(labels, some)) / len(labels)
            print("accuracy {:.2f}, 95% from {:.2f} to {:.2f}".format(
                share, *interval(share, len(labels))))
    elif command == "ask":
        ask()
    else:
        print(__doc__, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
