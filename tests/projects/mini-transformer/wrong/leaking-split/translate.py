"""Train the mini-transformer on sentence pairs and translate with it: the reference solution.

Install first:  python3 -m pip install torch
Learn by heart: python3 translate.py --overfit 10
Train:          python3 translate.py --epochs 25
Look inside:    python3 translate.py --attention "i am cold"

A pairs file has one pair per line: English, a tab, French. Further columns are ignored.
"""

import argparse
import csv
import random
from collections import Counter

import torch
from torch import nn

from mini_transformer import Transformer, padding_mask

PAIRS = "data/pairs.tsv"
NEW_SENTENCES = "data/new_sentences.csv"  # columns id, english
TRANSLATIONS = "translations.csv"         # columns id, french
FILE = "translator.pt"                    # the parameters, and both lists of words
PAD, BOS, EOS, UNK = 0, 1, 2, 3


def load_pairs(path=PAIRS, max_words=8):
    """Return a list of (source words, target words), both as tuples in lower case."""
    pairs = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            source, target = (tuple(part.lower().split()) for part in line.split("\t")[:2])
            if len(source) <= max_words:
                pairs.append((source, target))
    return pairs


def split_pairs(pairs, share=0.1, seed=0):
    """Return (train, held out) so that no English sentence is in both."""
    mixed = list(pairs)
    random.Random(seed).shuffle(mixed)
    count = round(len(mixed) * share)
    return mixed[count:], mixed[:count]


class Vocabulary:
    """Numbers for words; the first four are PAD, BOS, EOS and UNK."""

    def __init__(self, sentences, min_count=2):
        counts = Counter(word for sentence in sentences for word in sentence)
        words = sorted(word for word in counts if counts[word] >= min_count)
        self.words = ["<pad>", "<bos>", "<eos>", "<unk>", *words]
        self.numbers = {word: number for number, word in enumerate(self.words)}

    def __len__(self):
        return len(self.words)

    def encode(self, words):
        """Return a list of numbers that begins with BOS and ends with EOS."""
        return [BOS, *(self.numbers.get(word, UNK) for word in words), EOS]

    def decode(self, ids):
        """Return the words up to the first EOS, without the special ones."""
        words = []
        for number in ids:
            if number == EOS:
                break
            if number > UNK:
                words.append(self.words[number])
        return words


def pad(rows):
    """Return a tensor of ids, with PAD after the end of the shorter rows."""
    longest = max(len(row) for row in rows)
    return torch.tensor([row + [PAD] * (longest - len(row)) for row in rows])


def loss_of(scores, target):
    """Return the mean cross-entropy of scores (B, T, V) for ids (B, T), without the padding."""
    return nn.functional.cross_entropy(scores.reshape(-1, scores.size(-1)), target.reshape(-1),
                                       ignore_index=PAD)


def train(model, pairs, held_out, source_vocabulary, target_vocabulary, epochs):
    """Train the model and print both losses after each epoch."""
    def batches(some, size):
        for start in range(0, len(some), size):
            part = some[start:start + size]
            yield (pad([source_vocabulary.encode(source) for source, _ in part]),
                   pad([target_vocabulary.encode(target) for _, target in part]))

    optimizer = torch.optim.Adam(model.parameters(), lr=2e-3)
    chance = random.Random(0)
    for epoch in range(1, epochs + 1):
        order = list(pairs)
        chance.shuffle(order)
        model.train()
        losses = []
        for source, target in batches(order, 32):
            loss = loss_of(model(source, target[:, :-1]), target[:, 1:])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        line = f"epoch {epoch}: training loss {sum(losses) / len(losses):.3f}"
        if held_out:
            model.eval()
            with torch.no_grad():
                values = [loss_of(model(s, t[:, :-1]), t[:, 1:]).item()
                          for s, t in batches(held_out, 64)]
            line += f", validation loss {sum(values) / len(values):.3f}"
        print(line)


def translate(model, words, source_vocabulary, target_vocabulary, limit=20):
    """Return a list of words: the greedy translation of a list of words."""
    model.eval()
    source = torch.tensor([source_vocabulary.encode(words)])
    output = torch.tensor([[BOS]])
    with torch.no_grad():
        memory, padding = model.encode(source), padding_mask(source)
        for _ in range(limit):
            best = model.decode(output, memory, padding)[:, -1].argmax(dim=-1, keepdim=True)
            output = torch.cat([output, best], dim=1)
            if best.item() == EOS:
                break
    return target_vocabulary.decode(output[0, 1:].tolist())


def print_attention(model, words, source_vocabulary, target_vocabulary, head=0):
    """Translate and print one head's cross-attention weights as a table."""
    result = translate(model, words, source_vocabulary, target_vocabulary)
    table = model.decoder[-1].cross_attention.last_weights[0, head]
    columns = ["<bos>", *words, "<eos>"]
    print(" " * 10 + " ".join(f"{word:>8}" for word in columns))
    for word, row in zip([*result, "<eos>"], table):
        print(f"{word:10}" + " ".join(f"{weight:8.2f}" for weight in row.tolist()))


def main():
    parser = argparse.ArgumentParser(description="A small translator")
    parser.add_argument("--pairs", default=PAIRS, help="file of sentence pairs")
    parser.add_argument("--overfit", type=int, metavar="N", help="learn N pairs by heart")
    parser.add_argument("--epochs", type=int, default=25)
    parser.add_argument("--attention", metavar="SENTENCE", help="print the weights for a sentence")
    arguments = parser.parse_args()
    torch.manual_seed(0)
    if arguments.attention:
        state = torch.load(FILE, map_location="cpu")
        source, target = Vocabulary([], 1), Vocabulary([], 1)
        for vocabulary, words in ((source, state["source"]), (target, state["target"])):
            vocabulary.words = words
            vocabulary.numbers = {word: number for number, word in enumerate(words)}
        model = Transformer(len(source), len(target), dim=64, layers=1)
        model.load_state_dict(state["model"])
        print_attention(model, arguments.attention.lower().split(), source, target)
        return
    pairs = load_pairs(arguments.pairs)
    if arguments.overfit:
        some = pairs[:arguments.overfit]
        source = Vocabulary([s for s, _ in some], 1)
        target = Vocabulary([t for _, t in some], 1)
        model = Transformer(len(source), len(target), dim=64, layers=1, dropout=0.0)
        train(model, some, [], source, target, 80)
        right = sum(tuple(translate(model, s, source, target)) == t for s, t in some)
        print(f"{right} of {len(some)} sentences right")
        return
    some, held_out = split_pairs(pairs)
    source, target = Vocabulary([s for s, _ in some]), Vocabulary([t for _, t in some])
    model = Transformer(len(source), len(target), dim=64, layers=1)
    train(model, some, held_out, source, target, arguments.epochs)
    torch.save({"model": model.state_dict(), "source": source.words, "target": target.words}, FILE)
    right = 0
    for number, (words, wanted) in enumerate(held_out):
        result = tuple(translate(model, words, source, target))
        right += result == wanted
        if number < 20:
            print(f"{' '.join(words)} | {' '.join(wanted)} | {' '.join(result)}")
    print(f"exact: {right / len(held_out):.2f}")
    with open(NEW_SENTENCES, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with open(TRANSLATIONS, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "french"])
        for row in rows:
            result = translate(model, row["english"].lower().split(), source, target)
            writer.writerow([row["id"], " ".join(result)])


if __name__ == "__main__":
    main()
