"""A writing assistant with a small model of words: a stand-in for a GPT-like model.

The model counts which word follows a word. Untuned it knows every word and nothing else; it is
tuned story by story, and its held-out perplexity is measured on the way.
"""

import argparse
import csv
import json
import math
import os
import random
import re

from writing import Story, clean, copied, cut_at_sentence, repeated_triples, sample_next, words

FOLDER = "story-model.json"


def tokens(text):
    return re.findall(r"[A-Za-z']+|[.,!?\"]", text)


class Writer:
    def __init__(self, vocabulary, counts=None):
        self.vocabulary, self.counts = vocabulary, counts or {}

    def learn(self, text):
        found = tokens(text)
        for a, b in zip(found, found[1:]):
            row = self.counts.setdefault(a, {})
            row[b] = row.get(b, 0) + 1

    def scores(self, token):
        row = self.counts.get(token, {})
        return [math.log(row.get(word, 0) + 0.01) for word in self.vocabulary]

    def perplexity(self, texts):
        loss, count = 0.0, 0
        for text in texts:
            found = tokens(text)
            for a, b in zip(found, found[1:]):
                row = self.counts.get(a, {})
                total = sum(row.values()) + 0.01 * len(self.vocabulary)
                loss -= math.log((row.get(b, 0) + 0.01) / total)
                count += 1
        return math.exp(loss / count)

    def write(self, text, new_tokens=40, temperature=0.9, top_k=0, top_p=0.95, seed=0):
        rng = random.Random(seed)
        token, written = tokens(text)[-1], []
        for _ in range(new_tokens):
            token = self.vocabulary[sample_next(self.scores(token), rng, temperature, top_k, top_p)]
            written.append(token)
        return re.sub(r" ([.,!?])", r"\1", " ".join(written))


def read(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def table(name, header, rows):
    with open(name, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def prepare(folder):
    made = []
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            made.append({"title": name, "source": "make_stories.py", "license": "my own text",
                         "text": clean(file.read())})
    random.Random(2).shuffle(made)
    for name, part in (("held_out.jsonl", made[:15]), ("train.jsonl", made[15:])):
        with open(name, "w", encoding="utf-8") as file:
            file.writelines(json.dumps(story) + "\n" for story in part)


def train():
    texts = [story["text"] for story in read("train.jsonl")]
    held_out = [story["text"] for story in read("held_out.jsonl")]
    writer = Writer(sorted({token for text in texts + held_out for token in tokens(text)}))
    rows = [(0, writer.perplexity(held_out))]
    before = [writer.write("The keeper", seed=seed) for seed in range(3)]
    for step, text in enumerate(texts, 1):
        writer.learn(text)
        if step % 45 == 0:
            rows.append((step, writer.perplexity(held_out)))
    best = min(rows, key=lambda row: row[1])
    table("history.csv", ["step", "valid_perplexity", "kept"],
          [(*row, "yes" if row is best else "no") for row in rows])
    after = [writer.write("The keeper", seed=seed) for seed in range(3)]
    with open("samples.md", "w", encoding="utf-8") as file:
        file.write("## Before\n\n" + "\n\n".join(before) + "\n\n## After\n\n" + "\n\n".join(after))
    with open(FOLDER, "w", encoding="utf-8") as file:
        json.dump([writer.vocabulary, writer.counts], file)


def load():
    with open(FOLDER, encoding="utf-8") as file:
        vocabulary, counts = json.load(file)
    return {"tuned": Writer(vocabulary, counts), "untuned": Writer(vocabulary)}


def assist(path):
    """Take the first proposal that ends a sentence, five times."""
    story, writer = Story(path, ["The keeper lost a key."]), load()["tuned"]
    for seed in range(40):
        text = cut_at_sentence(writer.write(story.paragraphs[-1].rstrip("\""), seed=seed))
        if text and len(story.paragraphs) < 6:
            story.add(text)


def judge():
    writers = load()
    training = [story["text"] for story in read("train.jsonl")]
    prompts = [f"The {who} and the {what}" for who in ("keeper", "baker", "girl", "smith")
               for what in ("lantern", "letter", "map", "key", "boat")]
    rows = []
    for setting, writer in writers.items():
        written = [writer.write(prompt, seed=k) for k, prompt in enumerate(prompts)]
        shared = copied("\n".join(written), training)
        for prompt, text in zip(prompts, written):
            found = words(text)
            rows.append((setting, prompt, text, repeated_triples(text),
                         100 * len(set(found)) / len(found), copied(text, training) if shared
                         else 0))
    table("texts.csv", ["setting", "prompt", "text", "repeated", "different", "copied"], rows)


def main():
    parser = argparse.ArgumentParser(description="A writing assistant")
    parser.add_argument("command", choices=["prepare", "train", "assist", "judge"])
    parser.add_argument("path", nargs="?")
    arguments = parser.parse_args()
    if arguments.path:
        {"prepare": prepare, "assist": assist}[arguments.command](arguments.path)
    else:
        {"train": train, "judge": judge}[arguments.command]()


if __name__ == "__main__":
    main()
