# Starter file of the bias-analysis project: fill in the parts that raise NotImplementedError.
"""Measure how a language model connects occupations with pronouns.

Usage:  python3 bias.py fill        measure the gap in all sentences, write shares.csv
        python3 bias.py control     compare with neutral subjects, write intervals.csv
        python3 bias.py generate    sample texts, write continuations.csv and counts.csv
        python3 bias.py report      print the tables of the report from these files
        python3 bias.py all         repeat everything

MODEL says which model is measured: "toy" needs nothing but Python; for "pretrained" install
first:  python3 -m pip install torch transformers
"""

import csv
import random
import sys

import toy

MODEL = "toy"                           # change to "pretrained" once your measurement works
FILL_MODEL = "bert-base-uncased"
WRITE_MODEL = "distilgpt2"
SEED = 0
NEUTRAL = ["person", "neighbor", "visitor"]
WRITE_ABOUT = ["nurse", "engineer", "teacher", "pilot", "cook", "lawyer"]


def read_list(name):
    """Return the first column of a CSV file in data/, without its header."""
    with open(f"data/{name}", encoding="utf-8", newline="") as file:
        return [row[0] for row in csv.reader(file)][1:]


def pretrained_gap(sentence):
    """Return {"he": p, "she": p} at the [MASK] of a sentence, from FILL_MODEL."""
    raise NotImplementedError("pretrained_gap")


def pretrained_write(prompt, rng):
    """Return a sampled continuation of a prompt (the new part only), from WRITE_MODEL."""
    raise NotImplementedError("pretrained_write")


def she_share(sentence, gap):
    """Return p(she) / (p(he) + p(she)); gap(sentence) gives both probabilities."""
    raise NotImplementedError("she_share")


def measure_all(subjects, templates, gap):
    """Return a list of (subject, number of the template, share) for all pairs."""
    raise NotImplementedError("measure_all")


def differences(rows, occupation, neutral=NEUTRAL):
    """Return, for each template in order, the occupation's share minus the mean neutral share."""
    raise NotImplementedError("differences")


def bootstrap(values, rounds=1000, seed=SEED):
    """Return (low, high), the 95% bootstrap interval of the mean of the values."""
    raise NotImplementedError("bootstrap")


def first_pronoun(text):
    """Return 'he', 'she' or 'none' by the first gendered pronoun in a text."""
    raise NotImplementedError("first_pronoun")


def continuations(subject, write, count=100, seed=SEED):
    """Return a list of continuations of a prompt about the subject; write(prompt, rng) gives one."""
    raise NotImplementedError("continuations")


def fill():
    """Measure all sentences, write shares.csv, and print the occupations in order."""
    raise NotImplementedError("fill")


def control():
    """Read shares.csv, write intervals.csv."""
    raise NotImplementedError("control")


def generate():
    """Sample continuations, write continuations.csv and counts.csv."""
    raise NotImplementedError("generate")


def report():
    """Print the tables of the report from the files that the other commands wrote."""
    raise NotImplementedError("report")


def repeat_all():
    """Repeat all measurements, then print the tables."""
    for step in (fill, control, generate, report):
        step()


def main(arguments):
    commands = {"fill": fill, "control": control, "generate": generate, "report": report,
                "all": repeat_all}
    if len(arguments) != 1 or arguments[0] not in commands:
        print(__doc__, file=sys.stderr)
        return 2
    commands[arguments[0]]()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
