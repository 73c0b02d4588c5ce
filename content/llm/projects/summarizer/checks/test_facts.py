"""Are the facts of a summary compared with the text?"""

import os
import re
import unittest
from collections import Counter

from tables import TableCheck

KINDS = ("supported", "unclear", "wrong")
SOURCE = ("In 1916 Alma Reyk opened the bridge of Osterby. It cost 1,200 crowns. "
          "The market was moved to the harbor, because the wind was strong. "
          "Fish was sold there on Friday.")


class Facts(TableCheck):
    def test_1_missing(self):
        """missing_facts finds names and numbers that the source does not have"""
        texts = self.module("texts")
        for sentence, expected, mistake in [
                ("The bridge of Osterby was opened in 1916.", set(), "both occur in the source"),
                ("The bridge of Osterby was opened in 1961.", {"1961"}, "1961 does not occur"),
                ("The bridge was opened by Alma Varley.", {"Varley"},
                 "a word with a capital letter that does not begin the sentence counts as a name"),
                ("Yesterday it cost 1,200.", set(), "the first word of a sentence is no name, and "
                 "the full stop is no part of the number"),
                ("The MARKET was moved on Friday, not on Monday.", {"Monday"},
                 "compare without case and punctuation")]:
            got = self.call(texts, "missing_facts", sentence, SOURCE)
            got = set(got) if isinstance(got, (list, tuple)) else got
            self.same(got, expected, f"missing_facts({sentence!r}, source)", mistake)

    def test_2_support(self):
        """support finds the most similar sentences of the source"""
        texts = self.module("texts")
        got = self.call(texts, "support", "The strong wind moved the market.", SOURCE, 2,
                        seconds=30)
        if not isinstance(got, list) or len(got) != 2:
            self.fail(f"support(sentence, source, 2) gave {got!r}: expected a list of two "
                      "sentences")
        self.same(got[0], "The market was moved to the harbor, because the wind was strong.",
                  "the first sentence of support('The strong wind moved the market.', source)",
                  "the most similar sentence comes first")

    def test_3_judged(self):
        """30 sentences were judged by hand, and the report has the counts"""
        rows = self.table("judged.csv", ["sentence", "judgment"], "you write it by hand")
        for row in rows:
            if row["judgment"] not in KINDS:
                self.fail(f"judged.csv judges {row['sentence'][:50]!r} as {row['judgment']!r}: "
                          "expected supported, unclear or wrong")
        different = len({row["sentence"] for row in rows})
        if different < 30:
            self.fail(f"judged.csv has {different} different sentences: expected 30 or more")
        if not os.path.exists("report.md"):
            self.fail("there is no file report.md in the project's folder")
        with open("report.md", encoding="utf-8") as file:
            found = re.search(r"^#+\s*Hand check\s*$(.*?)(?=^#|\Z)", file.read(),
                              re.MULTILINE | re.DOTALL)
        if not found:
            self.fail("report.md has no heading `## Hand check`: expected one, with the counts "
                      "below it")
        counts = Counter(row["judgment"] for row in rows)
        for kind in KINDS:
            if not re.search(rf"\b{kind}: {counts[kind]}\b", found[1]):
                self.fail(f"the hand check in report.md has no text `{kind}: {counts[kind]}`: "
                          "expected it, because judged.csv has so many of this judgment")


if __name__ == "__main__":
    unittest.main()
