"""Do scores become an answer?"""

import unittest

from cairn_check import Check


class Use(Check):
    call_seconds = 10

    def test_1_answer(self):
        """to_answer gives a word and its probability"""
        module = self.module("sentiment")
        for scores, word, wanted in (([-1.0, 2.0], "positive", 0.952574),
                                     ([1.5, 0.5], "negative", 0.731059)):
            got = self.call(module, "to_answer", scores)
            if not (isinstance(got, (tuple, list)) and len(got) == 2):
                self.fail(f"to_answer({scores}) gave {got!r}: expected (word, probability)")
            self.same(got[0], word, f"the word of to_answer({scores})",
                      "the second score is that of positive, as label 1 is")
            mistake = "softmax over the two scores, and the probability of the word in the answer"
            if abs(float(got[1]) - (1 - wanted)) < 1e-4:
                mistake = "this is the probability of the other word"
            self.near(got[1], wanted, f"the probability of to_answer({scores})", mistake, 1e-4)


if __name__ == "__main__":
    unittest.main()
