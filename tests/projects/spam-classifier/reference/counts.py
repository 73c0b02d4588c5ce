"""The parts of the spam filter that are written by hand: the reference solution."""

import random
import re


def load(path):
    texts = []
    labels = []
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            label, tab, text = line.rstrip("\n").partition("\t")
            if label not in ("ham", "spam") or not tab:
                raise ValueError(f"{path}, line {number}: expected ham or spam, and a tab")
            texts.append(text)
            labels.append(1 if label == "spam" else 0)
    return texts, labels


def baseline(labels):
    return labels.count(0) / len(labels)


def tokenize(text):
    return re.findall(r"[a-z0-9']+", text.lower())


def bag_of_words(texts):
    vocabulary = sorted({word for text in texts for word in tokenize(text)})
    column = {word: i for i, word in enumerate(vocabulary)}
    rows = []
    for text in texts:
        counts = [0] * len(vocabulary)
        for word in tokenize(text):
            counts[column[word]] += 1
        rows.append(counts)
    return vocabulary, rows


def stratified_split(labels, share=0.25, seed=0):
    rng = random.Random(seed)
    train = []
    held_out = []
    for kind in (0, 1):
        positions = [i for i, label in enumerate(labels) if label == kind]
        rng.shuffle(positions)
        cut = round(share * len(positions))
        held_out += positions[:cut]
        train += positions[cut:]
    return train, held_out


def confusion(labels, predicted):
    pairs = list(zip(labels, predicted))
    return pairs.count((0, 0)), pairs.count((0, 1)), pairs.count((1, 0)), pairs.count((1, 1))


def precision_recall(labels, predicted):
    tn, fp, fn, tp = confusion(labels, predicted)
    precision = tp / (tp + fp) if tp + fp else 0.0
    recall = tp / (tp + fn) if tp + fn else 0.0
    return precision, recall
