"""Tell spam from other messages: the reference solution, without scikit-learn.

The model is the same one, TF-IDF weights and logistic regression with balanced classes, trained by
plain stochastic gradient descent.
"""

import argparse
import csv
import math
import random

from counts import baseline, confusion, load, precision_recall, stratified_split, tokenize

SEED = 0


class Model:
    def fit(self, texts, labels, epochs=12, rate=1.0):
        documents = [set(tokenize(text)) for text in texts]
        seen = {}
        for words in documents:
            for word in words:
                seen[word] = seen.get(word, 0) + 1
        self.idf = {w: math.log((1 + len(texts)) / (1 + n)) + 1 for w, n in seen.items()}
        self.weights = dict.fromkeys(self.idf, 0.0)
        self.bias = 0.0
        balance = [len(labels) / (2 * labels.count(kind)) for kind in (0, 1)]
        vectors = [self.vector(text) for text in texts]
        order = list(range(len(texts)))
        rng = random.Random(SEED)
        for _ in range(epochs):
            rng.shuffle(order)
            for i in order:
                slope = rate * balance[labels[i]] * (labels[i] - self.probability(vectors[i]))
                self.bias += 0.1 * slope
                for word, value in vectors[i].items():
                    self.weights[word] += slope * value
        return self

    def vector(self, text):
        counts = {}
        for word in tokenize(text):
            if word in self.idf:
                counts[word] = counts.get(word, 0) + 1
        values = {word: n * self.idf[word] for word, n in counts.items()}
        norm = math.sqrt(sum(v * v for v in values.values())) or 1.0
        return {word: v / norm for word, v in values.items()}

    def probability(self, vector):
        score = self.bias + sum(self.weights[w] * v for w, v in vector.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))

    def predict_one(self, text):
        return self.probability(self.vector(text))


def make_model():
    return Model()


def strongest_words(model, count=15):
    pairs = sorted(model.weights.items(), key=lambda pair: (pair[1], pair[0]))
    return pairs[:count], pairs[-count:]


def write_predictions(model, path="data/test.csv"):
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with open("predictions.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "label"])
        for row in rows:
            writer.writerow([row["id"], "spam" if model.predict_one(row["text"]) > 0.5 else "ham"])


def write_words(model):
    with open("words.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["word", "weight"])
        first, last = strongest_words(model)
        writer.writerows(first + last)


def ask(model):
    while True:
        try:
            text = input("message> ")
        except EOFError:
            break
        print(f"spam: {model.predict_one(text):.2f}")


def measure(texts, labels):
    train, held_out = stratified_split(labels, seed=SEED)
    model = make_model().fit([texts[i] for i in train], [labels[i] for i in train])
    right = [labels[i] for i in held_out]
    guessed = [int(model.predict_one(texts[i]) > 0.5) for i in held_out]
    tn, fp, fn, tp = confusion(right, guessed)
    precision, recall = precision_recall(right, guessed)
    print(f"tn {tn}, fp {fp}, fn {fn}, tp {tp}")
    print(f"precision: {precision:.3f}")
    print(f"recall: {recall:.3f}")


def main():
    parser = argparse.ArgumentParser(description="Tell spam from other messages")
    parser.add_argument("--train", default="data/train.tsv", help="lines of label, tab, message")
    parser.add_argument("--ask", action="store_true", help="classify messages you type")
    arguments = parser.parse_args()
    texts, labels = load(arguments.train)
    if arguments.ask:
        ask(make_model().fit(texts, labels))
        return
    print(f"spam: {sum(labels)}")
    print(f"not spam: {len(labels) - sum(labels)}")
    print(f"baseline: {baseline(labels):.3f}")
    measure(texts, labels)
    model = make_model().fit(texts, labels)
    write_predictions(model)
    write_words(model)
    for words in strongest_words(model):
        print(", ".join(word for word, _ in words))


if __name__ == "__main__":
    main()
