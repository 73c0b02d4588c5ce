"""One step of an LSTM, written by hand: the reference solution."""

import math


def sigmoid(x):
    if x >= 0:
        return 1 / (1 + math.exp(-x))
    return math.exp(x) / (1 + math.exp(x))


def dot(a, b):
    return sum(p * q for p, q in zip(a, b))


def gate(x, h, weights, squash):
    U, W, b = weights
    return [squash(dot(U[k], x) + dot(W[k], h) + b[k]) for k in range(len(b))]


def step(x, h, c, weights):
    f = gate(x, h, weights["f"], sigmoid)
    i = gate(x, h, weights["i"], sigmoid)
    o = gate(x, h, weights["o"], sigmoid)
    candidate = gate(x, h, weights["c"], math.tanh)
    c = [f[k] * c[k] + i[k] * candidate[k] for k in range(len(c))]
    h = [o[k] * math.tanh(c[k]) for k in range(len(c))]
    return h, c


def run(sequence, h, c, weights):
    states = []
    for x in sequence:
        h, c = step(x, h, c, weights)
        states.append(h)
    return states, h, c
