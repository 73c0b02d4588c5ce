"""Measuring speed and quality, on plain lists and numbers, with the standard library only."""

import statistics
import time


def measure(function, runs=5, warmup=1, wait=None, clock=time.perf_counter):
    """Return the median time of a call of the function in seconds."""
    if runs < 5:
        raise ValueError(f"{runs} runs are too few")
    for _ in range(warmup):
        function()
    times = []
    for _ in range(runs):
        if wait:
            wait()
        start = clock()
        function()
        times.append(clock() - start)
    return statistics.median(times)


def positions(prompt, new, cached):
    """Return how many positions go through the model for `new` tokens after a prompt."""
    return prompt + new - 1 if cached else sum(prompt + step for step in range(new))


def cut(ids, length):
    """Return stretches of exactly `length` numbers, in order; a shorter rest is left out."""
    return [ids[at:at + length] for at in range(0, len(ids) - length + 1, length)]


def is_marked(loss, base, tolerance=0.001):
    """Return whether a loss differs from that of the base by more than the tolerance."""
    return abs(loss - base) > tolerance
