"""Are texts cut into tokens, and tokens turned into numbers and back?"""

import unittest

from cairn_check import Check

TOKENS = "the sea was gray . the sea was old . the sea was a sea".split()


class Tokens(Check):
    def test_1_tokenize(self):
        """tokenize gives words in lower case and punctuation marks"""
        corpus = self.module("corpus")
        for text, expected, mistake in [
                ("I saw it.", ["i", "saw", "it", "."], "a punctuation mark is a token of its own"),
                ("Don't go, Mara!", ["don't", "go", ",", "mara", "!"],
                 "an apostrophe belongs to its word; all words in lower case"),
                ('"Why?" she asked;\nhe: gone',
                 ["why", "?", "she", "asked", ";", "he", ":", "gone"],
                 "the marks . , ; : ! ? are tokens, quotation marks and line ends are left out")]:
            self.same(self.call(corpus, "tokenize", text), expected, f"tokenize({text!r})", mistake)


class Vocabulary(Check):
    def vocabulary(self, **options):
        corpus = self.module("corpus")
        shown = "".join(f", {key}={value}" for key, value in options.items())
        made = self.run_code(f"Vocabulary(tokens{shown})", self.member(corpus, "Vocabulary"),
                             list(TOKENS), **options)
        for name in ("encode", "decode"):
            if not hasattr(made, name):
                self.fail(f"the class Vocabulary has no method {name}: keep the one of the starter "
                          "file")
        return made

    def test_2_size(self):
        """words that occur fewer than three times are left out"""
        made = self.vocabulary()
        size = self.run_code("len(vocabulary)", len, made)
        self.same(size, 4, f"len(Vocabulary({' '.join(TOKENS)!r}.split()))",
                  "`sea`, `the` and `was` occur three times or more; `<unk>` is the fourth")
        size = self.run_code("len(vocabulary)", len, self.vocabulary(min_count=1))
        self.same(size, 8, "its length with min_count=1", "seven different tokens and `<unk>`")

    def test_3_encode(self):
        """encode gives numbers in the order of the alphabet, 0 for what is unknown"""
        made = self.vocabulary()
        words = ["the", "sea", "was", "gray", "dragon"]
        got = self.run_code(f"encode({words})", made.encode, words)
        mistake = "`<unk>` is number 0, then come the words in the order of the alphabet"
        self.same(list(got), [2, 1, 3, 0, 0], f"encode({words})", mistake)

    def test_4_decode(self):
        """decode turns the numbers back into tokens"""
        made = self.vocabulary()
        words = ["was", "the", "sea"]
        ids = self.run_code(f"encode({words})", made.encode, words)
        got = self.run_code("decode(encode(tokens))", made.decode, ids)
        self.same(list(got), words, f"decode(encode({words}))", "known words "
                  "come back as they were")
        got = self.run_code("decode([0])", made.decode, [0])
        self.same(list(got), ["<unk>"], "decode([0])", "number 0 is `<unk>`")


if __name__ == "__main__":
    unittest.main()
