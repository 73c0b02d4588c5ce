"""Compares stats.py with Python's own module statistics."""

import math
import random
import statistics
import unittest

import stats


class Compare(unittest.TestCase):
    def compare(self, values):
        for own, library in [
                (stats.mean(values), statistics.mean(values)),
                (stats.median(values), statistics.median(values)),
                (stats.variance(values), statistics.pvariance(values)),
                (stats.variance(values, sample=True), statistics.variance(values))]:
            self.assertTrue(math.isclose(own, library, rel_tol=1e-9, abs_tol=1e-12))

    def test_file(self):
        self.compare(stats.read_column("data/study.csv", "minutes")[0])

    def test_random(self):
        rng = random.Random(1)
        for _ in range(100):
            self.compare([rng.uniform(-10, 10) for _ in range(rng.randint(2, 50))])


if __name__ == "__main__":
    unittest.main()
