# Starter file of the small-gpt-speed project: fill in the parts that raise NotImplementedError.
"""Measure how fast a small GPT-like model generates text, and make it faster.

Install first:  python3 -m pip install torch transformers
Usage:          python3 speed.py [--table]
"""

import argparse

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

MODEL = "distilgpt2"
PROMPT = "The old lighthouse keeper climbed the stairs and"


def load(name=MODEL, device="cpu"):
    """Return (tokenizer, model in float32 and evaluation mode)."""
    tokenizer = AutoTokenizer.from_pretrained(name)
    model = AutoModelForCausalLM.from_pretrained(name)
    return tokenizer, model.to(device=device, dtype=torch.float32).eval()


def size_in_bytes(model):
    """Return the memory that the parameters take."""
    raise NotImplementedError("size_in_bytes")


def generate(model, tokenizer, prompts, count, use_cache=True):
    """Return the ids of exactly `count` new tokens per prompt, chosen greedily."""
    raise NotImplementedError("generate")


def wait(device):
    """Return only when the device has finished its work."""
    if device == "cuda":
        torch.cuda.synchronize()


def measure(function, runs=5, warmup=1, device="cpu"):
    """Return the median time of a call in seconds; warm-up calls do not count."""
    raise NotImplementedError("measure")


def mean_loss(model, tokenizer, text, length=512):
    """Return the mean loss per token on a text, cut into stretches of equal length."""
    raise NotImplementedError("mean_loss")


def table(device):
    """Measure all variants and print one line for each."""
    raise NotImplementedError("table")


def main():
    parser = argparse.ArgumentParser(description="Speed of a small GPT-like model")
    parser.add_argument("--table", action="store_true", help="measure all variants")
    arguments = parser.parse_args()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    if arguments.table:
        table(device)
        return
    tokenizer, model = load(device=device)
    print(f"{sum(p.numel() for p in model.parameters()):,} parameters, "
          f"{size_in_bytes(model) / 1e6:.0f} MB")
    first = generate(model, tokenizer, [PROMPT], 200)
    second = generate(model, tokenizer, [PROMPT], 200)
    print("same text twice:", torch.equal(first, second))


if __name__ == "__main__":
    main()
