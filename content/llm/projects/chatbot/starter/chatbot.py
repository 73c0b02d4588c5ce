# Starter file of the chatbot project: retrieval, fine-tuning, evaluation and replies.
"""A chatbot for one domain.

Install first:  python3 -m pip install "transformers[torch]" datasets peft scikit-learn flask
Usage:          python3 chatbot.py train
                python3 chatbot.py evaluate --model retrieval|untuned|tuned

Files you write, one JSON object per line:
  faq.jsonl        {"question": ..., "answer": ...}
  dialogues.jsonl  {"question": ..., "answer": ...}
  test.jsonl       {"question": ..., "kind": "covered|outside|refuse", "must": [...]}
"""

import argparse
import json

MODEL = "HuggingFaceTB/SmolLM2-135M-Instruct"
FOLDER = "chatbot-model"
SYSTEM = "You answer customers of a small shop. If you do not know, you say so."
DONT_KNOW = "I do not know. Please ask a person."


def read_lines(path):
    """Return the JSON objects of a file with one object per line."""
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


class Retrieval:
    """Answers with the stored answer whose question is most similar."""

    def __init__(self, entries, threshold=0.3):
        raise NotImplementedError("Retrieval.__init__")

    def find(self, question, count=1):
        """Return up to `count` entries above the threshold, best first."""
        raise NotImplementedError("Retrieval.find")

    def reply(self, messages):
        """Return the answer to the last message, or DONT_KNOW."""
        raise NotImplementedError("Retrieval.reply")


class Chatbot:
    """Answers with a language model, untuned or from FOLDER."""

    def __init__(self, folder=MODEL, retrieval=None):
        raise NotImplementedError("Chatbot.__init__")

    def reply(self, messages):
        """Return the answer to a list of {"role", "content"} messages."""
        raise NotImplementedError("Chatbot.reply")


def guard(reply, facts):
    """Return the reply, or DONT_KNOW if it has numbers that are not in the facts."""
    raise NotImplementedError("guard")


def encode(dialogue, tokenizer):
    """Return {"input_ids", "labels"}; labels are -100 except for the answer."""
    raise NotImplementedError("encode")


def train():
    """Fine-tune MODEL on dialogues.jsonl and save the result in FOLDER."""
    raise NotImplementedError("train")


def is_right(reply, case):
    """Return whether a reply handles a test case as its kind demands."""
    raise NotImplementedError("is_right")


def evaluate(bot, cases):
    """Print the share of cases handled rightly, for each kind."""
    raise NotImplementedError("evaluate")


def main():
    parser = argparse.ArgumentParser(description="A chatbot for one domain")
    parser.add_argument("command", choices=["train", "evaluate"])
    parser.add_argument("--model", choices=["retrieval", "untuned", "tuned"], default="tuned")
    arguments = parser.parse_args()
    if arguments.command == "train":
        train()
        return
    if arguments.model == "retrieval":
        bot = Retrieval(read_lines("faq.jsonl"))
    else:
        bot = Chatbot(FOLDER if arguments.model == "tuned" else MODEL)
    evaluate(bot, read_lines("test.jsonl"))


if __name__ == "__main__":
    main()
