# Starter file of the story-generator project: fill in the parts that raise NotImplementedError.
"""Everything around the model: drawing words, preparing stories, keeping them, judging them."""

import json


def probabilities(scores, temperature=1.0, top_k=0, top_p=1.0):
    """Return a list of probabilities for a list of scores; what may not be drawn has 0.0.

    top_k = 0 and top_p = 1 switch these limits off.
    """
    raise NotImplementedError("probabilities")


def sample_next(scores, rng, temperature=1.0, top_k=0, top_p=1.0):
    """Return the number of the next token, drawn with rng, a random.Random."""
    raise NotImplementedError("sample_next")


def clean(text):
    """Return a story without marks of footnotes, with one line for each paragraph."""
    raise NotImplementedError("clean")


def is_double(first, second):
    """Return whether two stories share more than half of their groups of five words."""
    raise NotImplementedError("is_double")


def blocks(stories, end, length):
    """Return lists of exactly `length` ids, packed from lists of ids with `end` after each."""
    raise NotImplementedError("blocks")


def cut_at_sentence(text):
    """Return the text up to its last full stop, question mark or exclamation mark, or ""."""
    raise NotImplementedError("cut_at_sentence")


def fit_context(opening, story, room):
    """Return at most `room` ids: opening and story, or opening and the latest part of the story."""
    raise NotImplementedError("fit_context")


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
        """Write the story to its file, as {"paragraphs": [...]}."""
        raise NotImplementedError("Story.save")

    def add(self, paragraph):
        """Append a paragraph and save."""
        raise NotImplementedError("Story.add")

    def back(self):
        """Remove the last paragraph, if there is one, and save."""
        raise NotImplementedError("Story.back")


def repeated_triples(text):
    """Return the share of word triples that occurred before in the text."""
    raise NotImplementedError("repeated_triples")


def copied(text, training, length=12):
    """Return how many groups of `length` words of the text stand in a list of training texts."""
    raise NotImplementedError("copied")


def read_settings(data):
    """Return (text, temperature) of JSON data; ValueError if malformed.

    The temperature is limited to 0.1 to 2.0, the text to its last 20,000 characters.
    """
    raise NotImplementedError("read_settings")
