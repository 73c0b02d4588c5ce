"""Does the cache save work without changing the text?"""

import unittest

from tables import TableCheck


class Cache(TableCheck):
    def test_1_positions(self):
        """positions counts what goes through the model"""
        measures = self.module("measures")
        for prompt, new in ((3, 2), (10, 1), (8, 200)):
            for cached in (False, True):
                expected = prompt + new - 1 if cached else sum(range(prompt, prompt + new))
                mistake = ("the prompt goes through once and gives the first token; each of the "
                           f"other {new - 1} takes one position" if cached else
                           "each step runs on the whole text so far, which the first time is the "
                           "prompt alone")
                self.same(self.call(measures, "positions", prompt, new, cached), expected,
                          f"positions({prompt}, {new}, {cached})", mistake)

    def test_2_same(self):
        """with and without the cache the tokens are the same"""
        self.same_tokens("plain", "cached", "a stored key must stand at the position that it had "
                         "without the cache, and both runs use float32")

    def test_3_grows(self):
        """the gap grows with the length"""
        columns = ["new_tokens", "plain", "cached"]
        rows = self.table("cache.csv", columns, columns, "--cache")
        rows.sort(key=lambda row: row["new_tokens"])
        if len({row["new_tokens"] for row in rows}) < 4:
            self.fail(f"cache.csv has {len(rows)} rows: expected four or more, each for another "
                      "number of new tokens")
        if any(row["plain"] <= 0 or row["cached"] <= 0 for row in rows):
            self.fail("cache.csv has a speed that is not above 0: plain and cached are tokens per "
                      "second")
        gains = [row["cached"] / row["plain"] for row in (rows[0], rows[-1])]
        least, most = rows[0]["new_tokens"], rows[-1]["new_tokens"]
        if gains[1] <= gains[0]:
            self.fail(f"cache.csv: the cache makes {least:g} tokens {gains[0]:.2f} times as fast "
                      f"and {most:g} tokens {gains[1]:.2f} times: expected a larger gain for more "
                      "tokens; the columns are tokens per second, not seconds, and short texts "
                      "need more runs")


if __name__ == "__main__":
    unittest.main()
