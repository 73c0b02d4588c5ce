"""A reference for the checks without PyTorch: the model counts pairs and triples of words.

Its probabilities are a mixture of the shares of words, of words after one word and of words after
two words. Each epoch of training is one round of expectation maximization on the weights of the
mixture. It stands in for the LSTM: it has scores, a state (the last two words) and a file.
"""

import argparse
import csv
import json
import math
import random
from collections import Counter, defaultdict

from corpus import Vocabulary, make_batches, next_probabilities, tokenize, unigram_perplexity

FILE = "generator.json"
BOOK = "data/book.txt"


class Model:
    def __init__(self, size):
        self.size = size
        self.weights = [1.0, 0.0, 0.0, 0.0]     # of all words alike, and after 0, 1 and 2 words
        self.counts = [defaultdict(Counter) for _ in range(3)]

    def count(self, ids):
        for i, word in enumerate(ids):
            for order in range(min(i, 2) + 1):
                self.counts[order][tuple(ids[i - order:i])][word] += 1

    def tables(self, state):
        """Return (weight, table, sum of the table) for each order that knows the state."""
        found = []
        for order in range(min(len(state), 2) + 1):
            table = self.counts[order].get(tuple(state[len(state) - order:]))
            if table:
                found.append((self.weights[order + 1], table, sum(table.values())))
        return found

    def parts(self, state, word):
        shares = [self.weights[0] / self.size]
        for weight, table, total in self.tables(state):
            shares.append(weight * table[word] / total)
        return shares

    def distribution(self, state):
        chances = [self.weights[0] / self.size] * self.size
        used = self.weights[0]
        for weight, table, total in self.tables(state):
            used += weight
            for word, n in table.items():
                chances[word] += weight * n / total
        return [p / used for p in chances]


def make_model(size, seed=0):
    return Model(size)


def scores(model, ids, state=None):
    state = state or ()
    rows = []
    for i in ids:
        state = (*state, i)[-2:]
        rows.append([math.log(p) for p in model.distribution(state)])
    return rows, state


def log_chances(model, ids):
    """Return the natural log of the probability of each number but the first."""
    found = []
    for i in range(1, len(ids)):
        state = ids[max(0, i - 2):i]
        used = model.weights[0] + sum(weight for weight, _, _ in model.tables(state))
        found.append(math.log(sum(model.parts(state, ids[i])) / used))
    return found


def perplexity(model, ids):
    chances = log_chances(model, ids)
    return math.exp(-sum(chances) / len(chances))


def train(model, train_ids, valid_ids, epochs=10):
    cut = len(train_ids) * 4 // 5
    model.count(train_ids[:cut])
    model.weights = [0.7, 0.1, 0.1, 0.1]
    held_out = train_ids[cut:]
    best = math.inf
    with open("history.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["epoch", "train_perplexity", "valid_perplexity"])
        for epoch in range(1, epochs + 1):
            gained = [0.0] * 4
            for inputs, targets in make_batches(held_out, 20, 8, random.Random(epoch)):
                for row, goals in zip(inputs, targets):
                    for k in range(2, len(row)):
                        shares = model.parts(row[k - 1:k + 1], goals[k])
                        for order, share in enumerate(shares):
                            gained[order] += share / sum(shares)
            model.weights = [g / sum(gained) for g in gained]
            measured = perplexity(model, held_out), perplexity(model, valid_ids)
            writer.writerow([epoch, *measured])
            print(f"epoch {epoch}: {measured[0]:.2f} {measured[1]:.2f}")
            if measured[1] < best:
                best = measured[1]
                with open(FILE, "w", encoding="utf-8") as saved:
                    json.dump({"weights": model.weights, "cut": cut}, saved)


def load():
    with open(BOOK, encoding="utf-8") as file:
        tokens = tokenize(file.read())
    vocabulary = Vocabulary(tokens)
    model = Model(len(vocabulary))
    with open(FILE, encoding="utf-8") as file:
        saved = json.load(file)
    model.weights = saved["weights"]
    model.count(vocabulary.encode(tokens)[:saved["cut"]])
    return model, vocabulary


def write_predictions(model, valid_ids):
    with open("predictions.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["position", "log_probability"])
        for position, chance in enumerate(log_chances(model, valid_ids), 1):
            writer.writerow([position, chance])


def sample(model, vocabulary, prompt, count=50, temperature=1.0, seed=0):
    rng = random.Random(seed)
    tokens = tokenize(prompt)
    rows, state = scores(model, vocabulary.encode(tokens))
    for _ in range(count):
        chances = next_probabilities(rows[-1], temperature)
        word = rng.choices(range(len(chances)), chances)[0]
        tokens += vocabulary.decode([word])
        rows, state = scores(model, [word], state)
    return tokens


def main():
    parser = argparse.ArgumentParser(description="A model of words")
    parser.add_argument("--text", default=BOOK, help="plain text to learn from")
    parser.add_argument("--valid", default="data/valid.txt", help="plain text to measure on")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--prompt", help="write instead of training")
    parser.add_argument("--temperature", type=float, default=1.0)
    arguments = parser.parse_args()
    if arguments.prompt:
        model, vocabulary = load()
        print(" ".join(sample(model, vocabulary, arguments.prompt,
                              temperature=arguments.temperature)))
        return
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
    if arguments.epochs > 0:
        train(make_model(len(vocabulary)), train_ids, valid_ids, arguments.epochs)
        write_predictions(load()[0], valid_ids)


if __name__ == "__main__":
    main()
