# Starter file of the summarizer project: cutting, summarizing and checking.
"""Summarize a text file with a transformer model.

Install first:  python3 -m pip install "transformers[torch]" scikit-learn flask
Usage:          python3 summarize.py FILE [--words N] [--check]
"""

import argparse

import torch
from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

MODEL = "sshleifer/distilbart-cnn-12-6"
LIMIT = 900  # tokens per piece; the model reads 1,024
CACHE = "summaries"


class Summarizer:
    """A model with its tokenizer, loaded once."""

    def __init__(self, name=MODEL):
        self.tokenizer = AutoTokenizer.from_pretrained(name)
        self.model = AutoModelForSeq2SeqLM.from_pretrained(name).to(torch.float32).eval()

    def count_tokens(self, text):
        """Return the number of tokens the model sees, special ones included."""
        return len(self.tokenizer(text)["input_ids"])

    def summarize(self, text):
        """Return the summary of a text that fits; raises ValueError if it does not."""
        raise NotImplementedError("Summarizer.summarize")

    def cached_summary(self, text):
        """Return the summary from CACHE, or make it and store it there."""
        raise NotImplementedError("Summarizer.cached_summary")

    def summarize_long(self, text, words=300):
        """Return a summary of a text of any length, made in stages."""
        raise NotImplementedError("Summarizer.summarize_long")


def sentences(text):
    """Return the sentences of a text, in order."""
    raise NotImplementedError("sentences")


def split_text(text, count_tokens, limit=LIMIT):
    """Return pieces of whole sentences that each have at most `limit` tokens."""
    raise NotImplementedError("split_text")


def first_sentences(text, count=3):
    """Return the first sentences: the baseline to beat."""
    raise NotImplementedError("first_sentences")


def heaviest_sentences(text, count=3):
    """Return the sentences with the highest TF-IDF weight, in the order of the text."""
    raise NotImplementedError("heaviest_sentences")


def rouge_1(summary, reference):
    """Return (precision, recall, f1) of the shared words."""
    raise NotImplementedError("rouge_1")


def support(sentence, source, count=2):
    """Return the sentences of the source that are most similar to a sentence."""
    raise NotImplementedError("support")


def missing_facts(sentence, source):
    """Return the names and numbers of a sentence that do not occur in the source."""
    raise NotImplementedError("missing_facts")


def main():
    parser = argparse.ArgumentParser(description="Summarize a text file")
    parser.add_argument("file")
    parser.add_argument("--words", type=int, default=300, help="rough length for long texts")
    parser.add_argument("--check", action="store_true", help="show support for each sentence")
    arguments = parser.parse_args()
    with open(arguments.file, encoding="utf-8") as file:
        text = file.read()
    summary = Summarizer().summarize_long(text, arguments.words)
    print(summary)
    if arguments.check:
        for sentence in sentences(summary):
            print(f"\n{sentence}\n  missing: {sorted(missing_facts(sentence, text))}")
            for source in support(sentence, text):
                print(f"  from: {source}")


if __name__ == "__main__":
    main()
