"""Are words found and counted?"""

import unittest

from cairn_check import Check, short

TEXTS = ["free prize, free entry", "see you at the entry", ""]


class Tokenize(Check):
    def tokens(self, text, expected, mistake):
        counts = self.module("counts")
        self.same(self.call(counts, "tokenize", text), expected, f"tokenize({text!r})", mistake)

    def test_1_tokenize(self):
        """tokenize gives words in lower case, without punctuation"""
        self.tokens("Win a FREE prize!!", ["win", "a", "free", "prize"],
                    "put the text in lower case and find [a-z0-9']+")
        self.tokens("I don't know", ["i", "don't", "know"],
                    "an apostrophe belongs to its word")
        self.tokens("call 0900 now,ok?", ["call", "0900", "now", "ok"],
                    "digits make words too, and a comma ends a word: splitting at spaces is not "
                    "enough")
        self.tokens("", [], "no word in an empty text")


class Vocabulary(Check):
    def bags(self):
        counts = self.module("counts")
        got = self.call(counts, "bag_of_words", TEXTS)
        text = f"bag_of_words({TEXTS})"
        if not isinstance(got, tuple) or len(got) != 2:
            self.fail(f"{text} gave {short(got)}: expected two results:  return vocabulary, counts")
        return text, list(got[0]), [list(row) for row in got[1]]

    def test_2_vocabulary(self):
        """the vocabulary is sorted and has each word once"""
        text, vocabulary, _ = self.bags()
        expected = ["at", "entry", "free", "prize", "see", "the", "you"]
        mistake = "each word once, in the order of the alphabet"
        if sorted(vocabulary) == expected:
            mistake = "sort it, so that the columns have a fixed order"
        self.same(vocabulary, expected, f"the vocabulary of {text}", mistake)

    def test_3_counts(self):
        """each text has one count for each word of the vocabulary"""
        text, _, rows = self.bags()
        expected = [[0, 1, 2, 1, 0, 0, 0], [1, 1, 0, 0, 1, 1, 1], [0] * 7]
        mistake = "row i has, in the order of the vocabulary, how often each word occurs in text i"
        if rows and rows[0] == [0, 1, 1, 1, 0, 0, 0]:
            mistake = "\"free\" occurs twice in the first text: add 1 for each time, do not set 1"
        elif len(rows) == 2:
            mistake = "a text without words has a row of zeros"
        self.same(rows, expected, f"the counts of {text}", mistake)


if __name__ == "__main__":
    unittest.main()
