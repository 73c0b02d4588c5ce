# Starter file of the story-generator project: the model and the command line.
"""A writing assistant with a small GPT-like model.

Install first:  python3 -m pip install "transformers[torch]" datasets flask
Usage:          python3 story.py write --prompt TEXT
                python3 story.py prepare FOLDER | train | assist FILE | judge

Import torch and transformers inside the functions that need them, or at the top once they are
installed.
"""

import argparse

MODEL = "distilgpt2"
FOLDER = "story-model"
CONTEXT = 1024


class Writer:
    """A model with its tokenizer, loaded once."""

    def __init__(self, folder=MODEL):
        raise NotImplementedError("Writer")

    def write(self, text, new_tokens=60, temperature=0.9, top_k=0, top_p=0.95, seed=0):
        """Return a continuation of the text, made token by token with sample_next."""
        raise NotImplementedError("Writer.write")

    def propose(self, text, count=3, temperature=0.9):
        """Return several continuations that end at the end of a sentence."""
        raise NotImplementedError("Writer.propose")


def prepare(folder):
    """Clean the stories of a folder; write train.jsonl and held_out.jsonl."""
    raise NotImplementedError("prepare")


def train():
    """Fine-tune MODEL, save the best parameters in FOLDER, write history.csv and samples.md."""
    raise NotImplementedError("train")


def assist(path):
    """Go on with the story in a file, one chosen proposal at a time."""
    raise NotImplementedError("assist")


def judge():
    """Write texts.csv: a text for each of 20 prompts and each setting, and its measures."""
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
