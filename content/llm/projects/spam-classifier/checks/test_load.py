"""Does load read labeled messages, and is the baseline right?"""

import os
import tempfile
import unittest

from cairn_check import Check, short

LINES = ('ham\t"Are you coming at six?\n'
         'spam\tWIN a prize, call now!\n'
         'ham\ta tab\tinside\n'
         'ham\tcafé at noon\n')


class Load(Check):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = os.path.join(folder.name, "messages.tsv")

    def load(self, text, **options):
        with open(self.path, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        counts = self.module("counts")
        shown = f"load of the lines {short(text, 120)}"
        return shown, self.run_code(shown, self.member(counts, "load"), self.path, **options)

    def test_1_load(self):
        """load gives the texts, and 1 for spam and 0 for ham"""
        shown, got = self.load(LINES)
        if not isinstance(got, tuple) or len(got) != 2:
            self.fail(f"{shown} gave {short(got)}: expected two lists:  return texts, labels")
        texts, labels = got
        if len(texts) != 4:
            self.fail(f"{shown} gave {len(texts)} texts: expected 4; a quotation mark in a message "
                      "is not closed, so a CSV reader joins lines: split each "
                      "line at its first tab")
        self.same(list(labels), [0, 1, 0, 0], f"the labels of {shown}", "1 for spam, 0 for ham")
        self.same(texts[1], "WIN a prize, call now!", f"the second text of {shown}",
                  "the text is what follows the tab, without the end of the line")
        self.same(texts[0], '"Are you coming at six?', f"the first text of {shown}",
                  "quotation marks belong to the text: split the line at its first tab")
        self.same(texts[2], "a tab\tinside", f"the third text of {shown}",
                  "split at the first tab only:  line.split(\"\\t\", 1)")
        self.same(texts[3], "café at noon", f"the fourth text of {shown}",
                  "open the file with encoding=\"utf-8\"")

    def test_2_wrong_line(self):
        """a line with another label raises ValueError"""
        self.load("ham\thello\njunk\tbuy\n", expect=ValueError)
        self.load("ham\thello\nno tab here\n", expect=ValueError)

    def test_3_file(self):
        """data/train.tsv has 1000 messages, 130 of them spam"""
        if not os.path.exists("data/train.tsv"):
            self.fail("there is no file data/train.tsv in the project's folder: it came with the "
                      "project; cairn project reset spam-classifier brings it back")
        counts = self.module("counts")
        texts, labels = self.call(counts, "load", "data/train.tsv")
        self.same((len(texts), sum(labels)), (1000, 130), "the number of messages and of spam in "
                  "data/train.tsv", "each line is one message")

    def test_4_baseline(self):
        """baseline is the share of messages that are not spam"""
        counts = self.module("counts")
        got = self.call(counts, "baseline", [0, 0, 1, 0])
        self.near(got, 0.75, "baseline([0, 0, "
                  "1, 0])", "three of four answers \"not spam\" are right")


if __name__ == "__main__":
    unittest.main()
