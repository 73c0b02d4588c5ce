"""Measure how fast a small GPT-like model generates text, and make it faster.

The model is one head of causal attention over bytes in plain Python, with random weights: small,
but with the same work to save as a large one. Times are those of the processor.
"""

import argparse
import csv
import json
import math
import operator
import random
import struct
import time

from measures import cut, is_marked, measure, positions

PROMPT = "The old lighthouse"
COUNT = 50
SIZE, WIDTH, LONGEST = 64, 8, 256


def rounded(matrix):
    """Return a matrix as 16-bit floats would keep it."""
    return [list(struct.unpack(f"{len(row)}e", struct.pack(f"{len(row)}e", *row)))
            for row in matrix]


def dot_loop(a, b):
    return sum([x * y for x, y in zip(a, b)])


def dot_map(a, b):
    return sum(map(operator.mul, a, b))


class Model:
    """Embeddings, one layer of attention and one score for each token."""

    def __init__(self, dot=dot_loop, half=False):
        rng = random.Random(3)

        def matrix(rows):
            made = [[rng.gauss(0, 0.6) for _ in range(WIDTH)] for _ in range(rows)]
            return rounded(made) if half else made
        self.dot, self.bytes_each = dot, 2 if half else 4
        self.embedding, self.place = matrix(SIZE), matrix(LONGEST)
        self.query, self.key, self.value, self.out = (matrix(WIDTH) for _ in range(4))
        self.head = matrix(SIZE)

    def count(self):
        parts = (self.embedding, self.place, self.query, self.key, self.value, self.out, self.head)
        return sum(len(row) for part in parts for row in part)

    def times(self, matrix, vector):
        return [self.dot(row, vector) for row in matrix]

    def run(self, token, at, keys, values):
        """Push one position through the model; its key and value are appended."""
        x = [a + b for a, b in zip(self.embedding[token], self.place[at])]
        keys.append(self.times(self.key, x))
        values.append(self.times(self.value, x))
        query = self.times(self.query, x)
        weights = [math.exp(self.dot(query, key) / 12) for key in keys]
        total = sum(weights)
        mixed = [self.dot(weights, column) / total for column in zip(*values)]
        return [a + b for a, b in zip(x, self.times(self.out, mixed))]

    def scores(self, x):
        return self.times(self.head, x)


def encode(text):
    return [ord(character) % SIZE for character in text]


def generate(model, prompts, count, use_cache=True):
    """Return a list with `count` new token ids for each prompt, chosen greedily."""
    written = []
    for prompt in prompts:
        ids, keys, values, at = encode(prompt), [], [], 0
        start = len(ids)
        for _ in range(count):
            if not use_cache:
                keys, values, at = [], [], 0
            for at in range(at, len(ids)):
                x = model.run(ids[at], at, keys, values)
            row = model.scores(x)
            ids.append(row.index(max(row)))
        written.append(ids[start:])
    return written


def mean_loss(model, text, length=100):
    """Return the mean loss per token on a text, cut into stretches of equal length."""
    losses = []
    for ids in cut(encode(text), length):
        keys, values = [], []
        for at, (token, target) in enumerate(zip(ids, ids[1:])):
            row = model.scores(model.run(token, at, keys, values))
            losses.append(math.log(sum(map(math.exp, row))) - row[target])
    return sum(losses) / len(losses)


def write(name, header, rows):
    with open(name, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def first_look():
    model = Model()
    with open("model.json", "w", encoding="utf-8") as file:
        json.dump({"name": "toy", "parameters": model.count(), "bytes": 4 * model.count()}, file)
    runs = [("first", True), ("second", True), ("plain", False), ("cached", True)]
    write("tokens.csv", ["run", "position", "token"],
          [(run, k, token) for run, use_cache in runs
           for k, token in enumerate(generate(model, [PROMPT], COUNT, use_cache)[0])])


def timed(model, prompts, count, use_cache):
    """Return the seconds of one call."""
    start = time.process_time()
    generate(model, prompts, count, use_cache)
    return time.process_time() - start


def compare_cache():
    model = Model()
    rows = []
    for count in (4, 8, 16, 32):
        speeds = []
        for use_cache in (False, True):
            spent = measure(lambda: generate(model, [PROMPT], count, use_cache), runs=5,
                            clock=time.process_time)
            speeds.append(count / spent)
        print(count, positions(len(PROMPT), count, False), positions(len(PROMPT), count, True))
        rows.append((count, *speeds))
    write("cache.csv", ["new_tokens", "plain", "cached"], rows)
    write("timings.csv", ["run", "seconds"],
          [(run, timed(model, [PROMPT], COUNT, use_cache) / COUNT)
           for run, use_cache in (("plain", False), ("cached", True)) for _ in range(5)])


def compare_variants():
    text = "The keeper saw the boat and lit the lamp before the storm. " * 4
    variants = [("base", "", Model(), 1, "float32"),
                ("half", "same", Model(half=True), 1, "float16"),
                ("map", "faster", Model(dot=dot_map), 1, "float32"),
                ("batch 2", "slower", Model(), 2, "float32"),
                ("batch 4", "slower", Model(), 4, "float32")]
    base = mean_loss(variants[0][2], text)
    table, quality = [], []
    for name, expected, model, batch, kind in variants:
        step = measure(lambda: generate(model, [PROMPT] * batch, 20), clock=time.process_time) / 20
        table.append((name, expected, batch, step, batch / step,
                      model.bytes_each * model.count() / 1e6))
        loss = mean_loss(model, text)
        quality.append((name, kind, loss, "yes" if is_marked(loss, base) else "no"))
    write("variants.csv", ["variant", "expected", "batch", "seconds_per_step",
                           "tokens_per_second", "megabytes"], table)
    write("quality.csv", ["variant", "format", "loss", "marked"], quality)


def measure_best():
    model = Model(dot=dot_map)
    with open("timings.csv", "a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        for _ in range(5):
            writer.writerow(("best", timed(model, [PROMPT] * 2, COUNT, True) / (2 * COUNT)))


def main():
    parser = argparse.ArgumentParser(description="Speed of a small GPT-like model")
    for name in ("cache", "table", "best"):
        parser.add_argument(f"--{name}", action="store_true")
    arguments = parser.parse_args()
    if arguments.cache:
        compare_cache()
    elif arguments.table:
        compare_variants()
    elif arguments.best:
        measure_best()
    else:
        first_look()


if __name__ == "__main__":
    main()
