# Starter file of the small-gpt-speed project: fill in the parts that raise NotImplementedError.
"""Measure how fast a small GPT-like model generates text, and make it faster.

Install first:  python3 -m pip install torch transformers
Usage:          python3 speed.py            writes model.json and tokens.csv
                python3 speed.py --cache    writes cache.csv, and timings.csv with plain and cached
                python3 speed.py --table    writes variants.csv and quality.csv
                python3 speed.py --best     adds the run `best` to timings.csv

Import torch and transformers inside the functions that need them, or at the top once they are
installed.
"""

import argparse

MODEL = "distilgpt2"
PROMPT = "The old lighthouse keeper climbed the stairs and"
COUNT = 200  # new tokens


def load(name=MODEL):
    """Return (tokenizer, model in float32 and evaluation mode)."""
    raise NotImplementedError("load")


def generate(model, tokenizer, prompts, count, use_cache=True):
    """Return a list with `count` new token ids for each prompt, chosen greedily."""
    raise NotImplementedError("generate")


def first_look():
    """Write model.json, and tokens.csv with the runs first, second, plain and cached."""
    raise NotImplementedError("first_look")


def compare_cache():
    """Write cache.csv, and timings.csv with the runs plain and cached."""
    raise NotImplementedError("compare_cache")


def compare_variants():
    """Write variants.csv and quality.csv."""
    raise NotImplementedError("compare_variants")


def measure_best():
    """Measure the best combination and add it to timings.csv as the run `best`."""
    raise NotImplementedError("measure_best")


def main():
    parser = argparse.ArgumentParser(description="Speed of a small GPT-like model")
    parser.add_argument("--cache", action="store_true", help="measure with and without the cache")
    parser.add_argument("--table", action="store_true", help="measure all variants")
    parser.add_argument("--best", action="store_true", help="measure the best combination")
    arguments = parser.parse_args()
    if arguments.cache:
        compare_cache()
    elif arguments.table:
        compare_variants()
    elif arguments.best:
        measure_best()
    else:
        first_look()


if __name__ == "__main__":
    main()
