"""Words, numbers and chances: the reference solution."""

import math
import re
from collections import Counter


def tokenize(text):
    return re.findall(r"[a-z']+|[.,;:!?]", text.lower())


class Vocabulary:
    def __init__(self, tokens, min_count=3):
        counts = Counter(tokens)
        self.words = ["<unk>"] + sorted(w for w, n in counts.items() if n >= min_count)
        self.index = {word: i for i, word in enumerate(self.words)}

    def __len__(self):
        return len(self.words)

    def encode(self, tokens):
        return [self.index.get(token, 0) for token in tokens]

    def decode(self, ids):
        return [self.words[i] for i in ids]


def make_batches(ids, length, batch, rng=None):
    starts = [row * length for row in range((len(ids) - 1) // length)]
    if rng:
        rng.shuffle(starts)
    for first in range(0, len(starts), batch):
        chosen = starts[first:first + batch]
        inputs = [ids[i:i + length] for i in chosen]
        targets = [ids[i + 1:i + length + 1] for i in chosen]
        yield inputs, targets


def unigram_perplexity(train_ids, valid_ids, size):
    counts = Counter(train_ids)
    total = len(train_ids) + size
    loss = -sum(math.log((counts[i] + 1) / total) for i in valid_ids) / len(valid_ids)
    return math.exp(loss)


def next_probabilities(scores, temperature):
    scaled = [z / temperature for z in scores]
    scaled[0] = float("-inf")
    top = max(scaled)
    powers = [math.exp(z - top) for z in scaled]
    total = sum(powers)
    return [p / total for p in powers]
