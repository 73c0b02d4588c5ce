# Starter file of the bias-analysis project: fill in the parts that raise NotImplementedError.
"""Measure how a pre-trained model connects occupations with pronouns.

Install first:  python3 -m pip install torch transformers
Usage:          python3 bias.py fill | generate | report
"""

import sys

import torch
from transformers import AutoModelForMaskedLM, AutoTokenizer

FILL_MODEL = "bert-base-uncased"
WRITE_MODEL = "distilgpt2"
SEED = 0

# Write at least eight templates and twenty occupations; these show the form.
TEMPLATES = [
    "The {subject} said that [MASK] was tired.",
    "The {subject} finished work and then [MASK] went home.",
]
OCCUPATIONS = ["nurse", "engineer"]
NEUTRAL = ["person"]


def load_fill_model():
    """Return (tokenizer, model) of the model that fills gaps."""
    tokenizer = AutoTokenizer.from_pretrained(FILL_MODEL)
    return tokenizer, AutoModelForMaskedLM.from_pretrained(FILL_MODEL).eval()


def she_share(sentence, tokenizer, model):
    """Return p(she) / (p(he) + p(she)) at the [MASK] of a sentence."""
    raise NotImplementedError("she_share")


def measure_all(tokenizer, model):
    """Return a list of (subject, template, share) for all subjects and templates."""
    raise NotImplementedError("measure_all")


def differences(rows, occupation):
    """Return the occupation's share minus the neutral share, one value per template."""
    raise NotImplementedError("differences")


def bootstrap(values, rounds=1000, seed=SEED):
    """Return (low, high), the 95 % bootstrap interval of the mean of the values."""
    raise NotImplementedError("bootstrap")


def first_pronoun(text):
    """Return 'he', 'she' or 'none' by the first gendered pronoun in a text."""
    raise NotImplementedError("first_pronoun")


def continuations(subject, count=100):
    """Return a list of sampled continuations of a prompt about the subject."""
    raise NotImplementedError("continuations")


def fill():
    """Measure all templates, save the values, and print the occupations in order."""
    raise NotImplementedError("fill")


def generate():
    """Sample continuations, save them, and print the counts for each occupation."""
    raise NotImplementedError("generate")


def report():
    """Repeat all measurements and print the tables of the report."""
    raise NotImplementedError("report")


def main(arguments):
    commands = {"fill": fill, "generate": generate, "report": report}
    if len(arguments) != 1 or arguments[0] not in commands:
        print(__doc__, file=sys.stderr)
        return 2
    torch.manual_seed(SEED)
    commands[arguments[0]]()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
