# Starter file of the chatbot project: fill in the parts that raise NotImplementedError.
"""Everything around the model: stored answers, judging, guarding and limiting."""

import json

DONT_KNOW = "I do not know. Please ask a person."
REFUSAL = "I cannot help with that."
MAX_LENGTH = 500


def read_lines(path):
    """Return the JSON objects of a file with one object per line."""
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


class Retrieval:
    """Answers with the stored answer whose question is most similar."""

    def __init__(self, entries, threshold=0.3):
        raise NotImplementedError("Retrieval")

    def find(self, question, count=1):
        """Return up to `count` entries above the threshold, best first."""
        raise NotImplementedError("Retrieval.find")

    def reply(self, messages):
        """Return the answer to the last of {"role", "content"} messages, or DONT_KNOW."""
        raise NotImplementedError("Retrieval.reply")


def is_right(reply, case):
    """Return whether a reply handles a test case as its kind demands."""
    raise NotImplementedError("is_right")


def mask(prompt_ids, whole_ids):
    """Return the labels of a dialogue: -100 for the prompt, the ids themselves for the answer.

    Raises ValueError if the whole does not begin with the prompt.
    """
    raise NotImplementedError("mask")


def guard(reply, facts):
    """Return the reply, or DONT_KNOW if it has numbers that the text `facts` does not have."""
    raise NotImplementedError("guard")


def recent(messages, most=7):
    """Return the latest messages, at most `most`, beginning with one of the user."""
    raise NotImplementedError("recent")


def check(data):
    """Return an error text for JSON data that is malformed or too long, or None."""
    raise NotImplementedError("check")
