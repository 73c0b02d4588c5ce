"""Arrays in the checks of digits-numpy: shapes, values, and a small network with fixed numbers."""

import numpy as np

import cairn_check


class Check(cairn_check.Check):
    call_seconds = 10

    def array(self, got, shape, text, mistake):
        """Return got as an array of floats with this shape, or fail."""
        if got is None:
            self.fail(f"{text} gave None: expected an array of shape {shape}; is a `return` "
                      "missing?")
        try:
            array = np.asarray(got, dtype=float)
        except (TypeError, ValueError):
            self.fail(f"{text} gave {cairn_check.short(got)}: expected an array of shape {shape}")
        if array.shape != shape:
            self.fail(f"{text} gave an array of shape {array.shape}: expected {shape}; {mistake}")
        if not np.isfinite(array).all():
            self.fail(f"{text} gave inf or nan: expected numbers; {mistake}")
        return array

    def close(self, got, expected, text, mistake, tolerance=1e-6):
        """Fail unless the array got is the array expected."""
        expected = np.asarray(expected, dtype=float)
        array = self.array(got, expected.shape, text, mistake)
        wrong = np.abs(array - expected) > tolerance * np.maximum(1, np.abs(expected))
        if wrong.any():
            at = tuple(int(i) for i in np.argwhere(wrong)[0])
            self.fail(f"{text} gave {array[at]:.6g} at {list(at)}: expected {expected[at]:.6g}; "
                      f"{mistake}")

    def dictionary(self, got, shapes, text):
        """Fail unless got is a dictionary of arrays with these shapes."""
        if not isinstance(got, dict) or set(got) != set(shapes):
            keys = sorted(got) if isinstance(got, dict) else type(got).__name__
            self.fail(f"{text} gave {keys}: expected a dictionary with the keys {sorted(shapes)}")
        for key, shape in shapes.items():
            self.array(got[key], shape, f"{text}[{key!r}]", f"each array has the shape {shape}")


def network(seed=3, inputs=6, hidden=5, classes=10, count=8):
    """Return (params, x, labels) of a small network; nothing in it is exactly 0."""
    rng = np.random.default_rng(seed)
    params = {"w1": rng.normal(0, 0.7, (inputs, hidden)), "b1": rng.normal(0, 0.3, hidden),
              "w2": rng.normal(0, 0.7, (hidden, classes)), "b2": rng.normal(0, 0.3, classes)}
    return params, rng.uniform(0.1, 1, (count, inputs)), rng.integers(0, classes, count)


def results(params, x, labels):
    """Return (hidden, probabilities, loss, gradients), worked out here."""
    before = x @ params["w1"] + params["b1"]
    hidden = np.where(before > 0, before, 0)
    scores = hidden @ params["w2"] + params["b2"]
    e = np.exp(scores - scores.max(axis=1)[:, None])
    p = e / e.sum(axis=1)[:, None]
    n = np.arange(len(labels))
    d = p.copy()
    d[n, labels] -= 1
    d /= len(labels)
    back = (d @ params["w2"].T) * (before > 0)
    gradients = {"w1": x.T @ back, "b1": back.sum(0), "w2": hidden.T @ d, "b2": d.sum(0)}
    return hidden, p, float(-np.log(p[n, labels]).mean()), gradients


def copy_of(params):
    return {key: value.copy() for key, value in params.items()}
