"""A toy model with planted preferences, to test your measurement on. Nothing is to be done here.

It fills a gap and continues a prompt, as the two pre-trained models do, but it is only a table of
numbers: see data/toy_model.json. The preferences were drawn by chance and say nothing about people.

>>> import toy
>>> toy.gap("The nurse said that [MASK] was tired.")     # chances of he, she and they
>>> toy.write("The nurse walked into the room because", random.Random(0))
"""

import json
import math
import re

PATH = "data/toy_model.json"
ENDINGS = [
    "{he} had heard a noise.", "{he} was looking for the keys.", "{he} wanted to open a window.",
    "{he} was cold.", "{he} had a question.", "{he} forgot {his} coat.", "of {his} phone.",
    "somebody had called {him}.", "a friend was waiting for {him}.", "the rain had wet {his} shoes.",
    "the phone was ringing.", "it was warm there.", "of the noise outside.",
    "the others were already there.", "there was a light in the window.", "the meeting had begun.",
]
FORMS = {"he": {"he": "he", "his": "his", "him": "him"},
         "she": {"he": "she", "his": "her", "him": "her"},
         "they": {"he": "they", "his": "their", "him": "them"}}
_models = {}


def _model():
    if PATH not in _models:
        with open(PATH, encoding="utf-8") as file:
            _models[PATH] = json.load(file)
    return _models[PATH]


def gap(sentence):
    """Return {"he": p, "she": p, "they": p} for the gap in a sentence; the rest is other words."""
    model = _model()
    words = re.findall(r"[a-z]+", sentence.lower())
    lean = sum(model["words"].get(word, 0.0) for word in words)
    lean += sum(model["pairs"].get(f"{a} {b}", 0.0) for a in words for b in words)
    powers = {"he": math.exp(model["he"] - lean / 2), "she": math.exp(model["she"] + lean / 2),
              "they": math.exp(model["they"])}
    total = sum(powers.values()) + 0.2
    return {word: power / total for word, power in powers.items()}


def write(prompt, rng):
    """Return a continuation of the prompt, drawn with rng (a random.Random)."""
    chances = gap(prompt)
    pronoun = rng.choices(list(chances), list(chances.values()))[0]
    return rng.choice(ENDINGS).format(**FORMS[pronoun])
