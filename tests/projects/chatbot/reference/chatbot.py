"""A chatbot that chooses among the answers of its dialogues: a stand-in for a language model.

It has one weight for each pair of a word and an answer, and learns them by gradient descent, so
that untuned and tuned, losses and epochs mean what they mean for a large model.
"""

import argparse
import csv
import json
import math
import os
import random

from answers import Retrieval, guard, is_right, read_lines, words

FOLDER = "chatbot-model.json"


class Chatbot:
    def __init__(self, answers, weights=None, facts=None):
        self.answers, self.weights, self.facts = answers, weights or {}, facts

    def chances(self, question):
        scores = [sum(self.weights.get(word, [0.0] * len(self.answers))[k]
                      for word in words(question)) for k in range(len(self.answers))]
        top = max(scores)
        powers = [math.exp(score - top) for score in scores]
        total = sum(powers)
        return [power / total for power in powers]

    def loss(self, dialogues):
        return sum(-math.log(self.chances(d["question"])[self.answers.index(d["answer"])])
                   for d in dialogues) / len(dialogues)

    def learn(self, dialogue, rate=0.3):
        chances = self.chances(dialogue["question"])
        target = self.answers.index(dialogue["answer"])
        for word in words(dialogue["question"]):
            row = self.weights.setdefault(word, [0.0] * len(self.answers))
            for k, chance in enumerate(chances):
                row[k] += rate * ((k == target) - chance)

    def reply(self, messages):
        chances = self.chances(messages[-1]["content"])
        reply = self.answers[chances.index(max(chances))]
        return reply if self.facts is None else guard(reply, self.facts)


def write(name, header, rows):
    with open(name, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def train():
    dialogues = read_lines("dialogues.jsonl")
    random.Random(1).shuffle(dialogues)
    held_out, rest = dialogues[:32], dialogues[32:]
    bot = Chatbot(sorted({d["answer"] for d in dialogues}))
    rows = [[0, bot.loss(rest), bot.loss(held_out)]]
    for epoch in range(1, 4):
        for dialogue in rest:
            bot.learn(dialogue)
        rows.append([epoch, bot.loss(rest), bot.loss(held_out)])
        if rows[-1][2] == min(row[2] for row in rows):
            with open(FOLDER, "w", encoding="utf-8") as file:
                json.dump([bot.answers, bot.weights], file)
    best = min(rows, key=lambda row: row[2])
    write("history.csv", ["epoch", "train_loss", "valid_loss", "kept"],
          [(*row, "yes" if row is best else "no") for row in rows])
    shown = dialogues[0]
    with open("formatted.txt", "w", encoding="utf-8") as file:
        file.write(f"<user>{shown['question']}</user>\n<bot>{shown['answer']}</bot>\n")


def others(path, name):
    """Return the rows of other models in a CSV file."""
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8", newline="") as file:
        return [row for row in list(csv.reader(file))[1:] if row[0] != name]


def evaluate(name, bot, cases):
    replies, right = [], {}
    for case in cases:
        reply = bot.reply([{"role": "user", "content": case["question"]}])
        replies.append((name, case["question"], reply))
        right.setdefault(case["kind"], []).append(is_right(reply, case))
    rows = [(name, kind, sum(found), len(found)) for kind, found in right.items()]
    print(*rows)
    write("replies.csv", ["model", "question", "reply"], others("replies.csv", name) + replies)
    write("results.csv", ["model", "kind", "right", "total"], others("results.csv", name) + rows)


def main():
    parser = argparse.ArgumentParser(description="A chatbot for one domain")
    parser.add_argument("command", choices=["train", "evaluate"])
    parser.add_argument("--model", default="guarded")
    arguments = parser.parse_args()
    if arguments.command == "train":
        train()
        return
    faq = read_lines("faq.jsonl")
    with open(FOLDER, encoding="utf-8") as file:
        answers, weights = json.load(file)
    bots = {"retrieval": Retrieval(faq), "untuned": Chatbot(answers),
            "tuned": Chatbot(answers, weights),
            "guarded": Chatbot(answers, weights, " ".join(entry["answer"] for entry in faq))}
    evaluate(arguments.model, bots[arguments.model], read_lines("test.jsonl"))


if __name__ == "__main__":
    main()
