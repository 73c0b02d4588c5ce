"""Summarize texts by choosing sentences: a stand-in for a transformer model."""

import argparse
import csv

from texts import (LIMIT, cached, check_length, first_sentences, heaviest, heaviest_sentences,
                   rouge_1, sentences, split_text, summarize_long, words)

MODEL = "sentences"


class Summarizer:
    """Chooses the first sentence, and the heaviest of each eight that follow."""

    def count_tokens(self, text):
        return len(words(text)) + 2

    def summarize(self, text):
        check_length(self.count_tokens(text), LIMIT)
        whole = sentences(text)
        chosen = [at + k for at in range(0, len(whole), 8)
                  for k in ([0] if at == 0 else heaviest(whole[at:at + 8], 1))]
        return " ".join(whole[k] for k in chosen)

    def summarize_long(self, text, words=300):
        return summarize_long(
            text, words, lambda long: split_text(long, self.count_tokens, LIMIT),
            lambda piece: cached(piece, {"model": MODEL}, self.summarize))


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(name, header, rows):
    with open(name, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def articles():
    summarizer = Summarizer()
    write("predictions.csv", ["id", "summary", "again"],
          [(row["id"], summarizer.summarize(row["text"]), summarizer.summarize(row["text"]))
           for row in read("data/test.csv")])
    methods = {"first": lambda text: " ".join(first_sentences(text)),
               "heaviest": lambda text: " ".join(heaviest_sentences(text)),
               "model": summarizer.summarize}
    dev = read("data/dev.csv")
    write("methods.csv", ["method", "f1"],
          [(name, sum(rouge_1(make(row["text"]), row["summary"])[2] for row in dev) / len(dev))
           for name, make in methods.items()])


def main():
    parser = argparse.ArgumentParser(description="Summarize texts")
    parser.add_argument("file", nargs="?")
    parser.add_argument("--articles", action="store_true")
    parser.add_argument("--words", type=int, default=300)
    parser.add_argument("--out")
    arguments = parser.parse_args()
    if arguments.articles:
        articles()
        return
    with open(arguments.file, encoding="utf-8") as file:
        summary = Summarizer().summarize_long(file.read(), arguments.words)
    print(summary)
    if arguments.out:
        with open(arguments.out, "w", encoding="utf-8") as file:
            file.write(summary + "\n")


if __name__ == "__main__":
    main()
