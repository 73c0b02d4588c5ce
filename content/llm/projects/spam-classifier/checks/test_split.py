"""Does stratified_split give both parts the same share of spam?"""

import unittest

from cairn_check import Check, short

LABELS = [1 if i % 100 < 13 else 0 for i in range(800)]


class Split(Check):
    def parts(self, labels, **options):
        counts = self.module("counts")
        function = self.member(counts, "stratified_split")
        shown = "".join(f", {key}={value}" for key, value in options.items())
        text = f"stratified_split(labels{shown}) for {len(labels)} labels"
        got = self.run_code(text, function, list(labels), **options)
        if not isinstance(got, tuple) or len(got) != 2:
            self.fail(f"{text} gave {short(got)}: expected two lists:  return train, held_out")
        return text, list(got[0]), list(got[1])

    def test_1_whole(self):
        """each position is in exactly one of the two parts"""
        text, train, held_out = self.parts(LABELS, share=0.25, seed=0)
        both = set(train) & set(held_out)
        if both:
            self.fail(f"{text} put {len(both)} positions into both parts: expected none; what is "
                      f"trained on must not be tested on")
        self.same(sorted(train + held_out), list(range(800)), f"all positions of {text}, sorted,",
                  "each of the numbers 0 to 799 is in one of the parts")
        if not 190 <= len(held_out) <= 210:
            self.fail(f"{text} put {len(held_out)} positions into the second part: expected about "
                      "200, a share of 0.25")

    def test_2_shares(self):
        """both parts have the same share of spam"""
        for seed in range(5):
            text, train, held_out = self.parts(LABELS, share=0.25, seed=seed)
            first = sum(LABELS[i] for i in train) / max(1, len(train))
            second = sum(LABELS[i] for i in held_out) / max(1, len(held_out))
            if abs(first - second) > 0.01:
                self.fail(f"{text} gave shares of spam of {first:.3f} and {second:.3f}: expected a "
                          f"difference of 0.01 at most; split the positions of spam and those of "
                          f"other messages separately, then join them")

    def test_3_seed(self):
        """the same seed gives the same parts, and they are shuffled"""
        _, train, held_out = self.parts(LABELS, seed=3)
        text, again, held_again = self.parts(LABELS, seed=3)
        if (train, held_out) != (again, held_again):
            self.fail(f"{text} gave two different results with the same seed: expected the same; "
                      "draw from random.Random(seed)")
        _, _, other = self.parts(LABELS, seed=4)
        if sorted(held_out) == sorted(other):
            self.fail("stratified_split gave the same second part with the seeds 3 and 4: expected "
                      "different ones; shuffle the positions before you cut")


if __name__ == "__main__":
    unittest.main()
