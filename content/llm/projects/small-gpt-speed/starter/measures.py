# Starter file of the small-gpt-speed project: fill in the parts that raise NotImplementedError.
"""Measuring speed and quality, on plain lists and numbers, with the standard library only."""

import time


def measure(function, runs=5, warmup=1, wait=None, clock=time.perf_counter):
    """Return the median time of a call of the function in seconds.

    The first `warmup` calls are not counted. If there is a `wait`, it is called before each
    reading of the clock: it returns when the device has finished. Raises ValueError if `runs` is
    less than 5.
    """
    raise NotImplementedError("measure")


def positions(prompt, new, cached):
    """Return how many positions go through the model for `new` tokens after a prompt.

    >>> positions(3, 2, False), positions(3, 2, True)
    (7, 4)
    """
    raise NotImplementedError("positions")


def cut(ids, length):
    """Return stretches of exactly `length` numbers, in order; a shorter rest is left out."""
    raise NotImplementedError("cut")


def is_marked(loss, base, tolerance=0.001):
    """Return whether a loss differs from that of the base by more than the tolerance."""
    raise NotImplementedError("is_marked")
