# Starter file of the chatbot project: training, replies and evaluation.
"""A chatbot for one domain.

Install first:  python3 -m pip install "transformers[torch]" datasets peft scikit-learn flask
Usage:          python3 chatbot.py train
                python3 chatbot.py evaluate --model retrieval|untuned|tuned|guarded

Files you write, one JSON object per line:
  faq.jsonl        {"question": ..., "answer": ...}
  dialogues.jsonl  {"question": ..., "answer": ..., "kind": "covered|outside|refuse"}
  test.jsonl       {"question": ..., "kind": "covered|outside|refuse", "must": [...]}

Import torch and transformers inside the functions that need them, or at the top once they are
installed.
"""

import argparse

from answers import Retrieval, read_lines

MODEL = "HuggingFaceTB/SmolLM2-135M-Instruct"
FOLDER = "chatbot-model"
SYSTEM = "You answer customers of a small shop. If you do not know, you say so."


class Chatbot:
    """Answers with a language model, untuned or from FOLDER; guarded with stored answers."""

    def __init__(self, folder=MODEL, retrieval=None):
        raise NotImplementedError("Chatbot")

    def reply(self, messages):
        """Return the answer to a list of {"role", "content"} messages."""
        raise NotImplementedError("Chatbot.reply")


def train():
    """Fine-tune MODEL on dialogues.jsonl, save it in FOLDER, write history.csv."""
    raise NotImplementedError("train")


def evaluate(name, bot, cases):
    """Print the share handled rightly; replace the rows of this name in both CSV files."""
    raise NotImplementedError("evaluate")


def main():
    parser = argparse.ArgumentParser(description="A chatbot for one domain")
    parser.add_argument("command", choices=["train", "evaluate"])
    parser.add_argument("--model", choices=["retrieval", "untuned", "tuned", "guarded"],
                        default="guarded")
    arguments = parser.parse_args()
    if arguments.command == "train":
        train()
        return
    if arguments.model == "retrieval":
        bot = Retrieval(read_lines("faq.jsonl"))
    elif arguments.model == "guarded":
        bot = Chatbot(FOLDER, Retrieval(read_lines("faq.jsonl")))
    else:
        bot = Chatbot(FOLDER if arguments.model == "tuned" else MODEL)
    evaluate(arguments.model, bot, read_lines("test.jsonl"))


if __name__ == "__main__":
    main()
