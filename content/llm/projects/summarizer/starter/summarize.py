# Starter file of the summarizer project: the model and the command line.
"""Summarize texts with a transformer model.

Install first:  python3 -m pip install "transformers[torch]" scikit-learn flask
Usage:          python3 summarize.py --articles             writes predictions.csv and methods.csv
                python3 summarize.py FILE [--words N] [--out FILE] [--check]

Import torch and transformers inside the functions that need them, or at the top once they are
installed.
"""

import argparse

from texts import LIMIT, cached, missing_facts, sentences, split_text, summarize_long, support

MODEL = "sshleifer/distilbart-cnn-12-6"


class Summarizer:
    """A model with its tokenizer, loaded once."""

    def __init__(self, name=MODEL):
        raise NotImplementedError("Summarizer.__init__")

    def count_tokens(self, text):
        """Return the number of tokens the model sees, special ones included."""
        raise NotImplementedError("Summarizer.count_tokens")

    def summarize(self, text):
        """Return the summary of a text that fits; raises ValueError if it does not."""
        raise NotImplementedError("Summarizer.summarize")

    def summarize_long(self, text, words=300):
        """Return a summary of a text of any length."""
        return summarize_long(
            text, words, lambda long: split_text(long, self.count_tokens, LIMIT),
            lambda piece: cached(piece, {"model": MODEL}, self.summarize))


def articles():
    """Summarize data/test.csv into predictions.csv, and measure data/dev.csv in methods.csv."""
    raise NotImplementedError("articles")


def main():
    parser = argparse.ArgumentParser(description="Summarize texts")
    parser.add_argument("file", nargs="?")
    parser.add_argument("--articles", action="store_true", help="summarize the articles in data")
    parser.add_argument("--words", type=int, default=300, help="rough length for long texts")
    parser.add_argument("--out", help="file for the summary")
    parser.add_argument("--check", action="store_true", help="show support for each sentence")
    arguments = parser.parse_args()
    if arguments.articles:
        articles()
        return
    if not arguments.file:
        parser.error("which file?")
    with open(arguments.file, encoding="utf-8") as file:
        text = file.read()
    summary = Summarizer().summarize_long(text, arguments.words)
    print(summary)
    if arguments.out:
        with open(arguments.out, "w", encoding="utf-8") as file:
            file.write(summary + "\n")
    if arguments.check:
        for sentence in sentences(summary):
            print(f"\n{sentence}\n  missing: {sorted(missing_facts(sentence, text))}")
            for source in support(sentence, text):
                print(f"  from: {source}")


if __name__ == "__main__":
    main()
