# Starter file of the text-generator project: fill in the parts that raise NotImplementedError.
"""One step of an LSTM, written by hand with lists of floats.

The weights are a dictionary from a gate's name to (U, W, b): "f" is the forget gate, "i" the
input gate, "o" the output gate and "c" the candidate. U has one row of len(x) numbers for each
hidden unit, W one row of len(h) numbers, and b one number.
"""


def sigmoid(x):
    """Return 1 / (1 + e^-x), also for numbers as large as 1000 or as small as -1000."""
    raise NotImplementedError("sigmoid")


def step(x, h, c, weights):
    """Return the new (h, c) after the input x."""
    raise NotImplementedError("step")


def run(sequence, h, c, weights):
    """Take one step for each input; return (list of all new h, last h, last c)."""
    raise NotImplementedError("run")
