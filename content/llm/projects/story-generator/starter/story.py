# Starter file of the story-generator project: sampling, training, writing and judging.
"""A writing assistant with a small GPT-like model.

Install first:  python3 -m pip install "transformers[torch]" datasets flask
Usage:          python3 story.py write --prompt TEXT
                python3 story.py prepare FOLDER | train | assist FILE | judge
"""

import argparse
import json

MODEL = "distilgpt2"
FOLDER = "story-model"
CONTEXT = 1024


def sample_next(scores, temperature=1.0, top_k=0, top_p=1.0, generator=None):
    """Return the number of the next token, drawn from a vector of scores.

    top_k = 0 and top_p = 1 switch these limits off.
    """
    raise NotImplementedError("sample_next")


def cut_at_sentence(text):
    """Return the text up to its last full stop, question mark or exclamation mark."""
    raise NotImplementedError("cut_at_sentence")


class Writer:
    """A model with its tokenizer, loaded once."""

    def __init__(self, folder=MODEL):
        raise NotImplementedError("Writer.__init__")

    def context(self, opening, story, new_tokens):
        """Return the ids to go on from: all of them, or opening and latest part."""
        raise NotImplementedError("Writer.context")

    def write(self, text, new_tokens=60, temperature=0.9, top_k=0, top_p=0.95, seed=0):
        """Return a continuation of the text, made token by token with sample_next."""
        raise NotImplementedError("Writer.write")

    def propose(self, text, count=3, temperature=0.9):
        """Return several continuations that end at the end of a sentence."""
        raise NotImplementedError("Writer.propose")


class Story:
    """Paragraphs with a way back, saved in a JSON file after each change."""

    def __init__(self, path, paragraphs=()):
        self.path = path
        self.paragraphs = list(paragraphs)

    @classmethod
    def load(cls, path):
        """Return the story in a file."""
        with open(path, encoding="utf-8") as file:
            return cls(path, json.load(file)["paragraphs"])

    def save(self):
        """Write the story to its file."""
        raise NotImplementedError("Story.save")

    def add(self, paragraph):
        """Append a paragraph and save."""
        raise NotImplementedError("Story.add")

    def back(self):
        """Remove the last paragraph and save."""
        raise NotImplementedError("Story.back")


def prepare(folder):
    """Clean the stories of a folder and save training and held-out blocks."""
    raise NotImplementedError("prepare")


def train():
    """Fine-tune MODEL on the prepared blocks and save the best parameters in FOLDER."""
    raise NotImplementedError("train")


def assist(path):
    """Go on with the story in a file, one chosen proposal at a time."""
    raise NotImplementedError("assist")


def repeated_triples(text):
    """Return the share of word triples that occurred before in the text."""
    raise NotImplementedError("repeated_triples")


def judge():
    """Print repetition, variety and copied stretches for 20 prompts."""
    raise NotImplementedError("judge")


def main():
    parser = argparse.ArgumentParser(description="A writing assistant")
    parser.add_argument("command", choices=["write", "prepare", "train", "assist", "judge"])
    parser.add_argument("path", nargs="?", help="folder of stories, or file of one story")
    parser.add_argument("--prompt", default="Once upon a time")
    arguments = parser.parse_args()
    if arguments.command in ("prepare", "assist") and not arguments.path:
        parser.error(f"{arguments.command} needs a path")
    if arguments.command == "write":
        print(arguments.prompt + Writer().write(arguments.prompt))
    elif arguments.command == "prepare":
        prepare(arguments.path)
    elif arguments.command == "train":
        train()
    elif arguments.command == "assist":
        assist(arguments.path)
    else:
        judge()


if __name__ == "__main__":
    main()
