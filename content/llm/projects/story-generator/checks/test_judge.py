"""Do the measures follow from the texts, and did readers judge blindly?"""

import os
import re
import unittest
from collections import Counter

from files import FileCheck, words


def repeated(text):
    found = words(text)
    triples = [tuple(found[i:i + 3]) for i in range(len(found) - 2)]
    return 1 - len(set(triples)) / len(triples) if triples else 0.0


class Judge(FileCheck):
    def test_1_repeated(self):
        """repeated_triples is the share of triples that came before"""
        writing = self.module("writing")
        for text, expected, mistake in [
                ("a b c d", 0.0, "no triple occurs twice"),
                ("a b c A, b c!", 0.25, "of four triples one came before; case and punctuation "
                 "do not matter"),
                ("la la la la la", 2 / 3, "three triples, of which the last two came before"),
                ("two words", 0.0, "there is no triple: do not divide by zero")]:
            self.near(self.call(writing, "repeated_triples", text), expected,
                      f"repeated_triples({text!r})", mistake)

    def test_2_copied(self):
        """copied counts groups of twelve words of the training stories"""
        writing = self.module("writing")
        known = [" ".join(f"w{k}" for k in range(30)), " ".join(f"v{k}" for k in range(5))]
        for text, expected, mistake in [
                (" ".join(f"w{k}" for k in range(5, 17)), 1, "exactly twelve words in a row"),
                (" ".join(f"w{k}" for k in range(5, 16)), 0, "eleven words are too few"),
                ("So " + " ".join(f"W{k}," for k in range(5, 19)) + " end", 3,
                 "fourteen words in a row hold three groups; case and punctuation do not matter"),
                ("w28 w29 v0 v1 v2 v3 v4", 0, "groups do not cross the border of two stories")]:
            self.same(self.call(writing, "copied", text, known), expected,
                      f"copied({text[:40]!r}..., training)", mistake)

    def test_3_texts(self):
        """texts.csv has 20 prompts for two settings, with measures that follow from the texts"""
        numbers = ["repeated", "different", "copied"]
        rows = self.table("texts.csv", ["setting", "prompt", "text"] + numbers, numbers,
                          "python3 story.py judge writes it")
        prompts = {}
        for row in rows:
            prompts.setdefault(row["setting"], set()).add(row["prompt"])
            found = words(row["text"] or "")
            if len(found) < 20:
                self.fail(f"texts.csv has a text of {len(found)} words for {row['prompt']!r}: "
                          "expected 20 or more")
            start = f"texts.csv, setting {row['setting']}, prompt {row['prompt']!r}: "
            for name, right in (("repeated", repeated(row["text"])),
                                ("different", 100 * len(set(found)) / len(found))):
                if abs(row[name] - right) > (0.01 if name == "repeated" else 0.5):
                    self.fail(f"{start}{name} is {row[name]:g}: expected {right:.3g} for this text "
                              "(different: different words per 100 words)")
        if len(prompts) < 2 or min(map(len, prompts.values())) < 20:
            self.fail(f"texts.csv has {len(prompts)} settings with "
                      f"{min(map(len, prompts.values()))} prompts or more: expected two settings, "
                      "such as tuned and untuned, with 20 prompts each")

    def test_4_votes(self):
        """three readers compared 20 pairs, with the order drawn at random"""
        rows = self.table("votes.csv", ["reader", "pair", "left", "choice"], [],
                          "you write it from your readers' answers")
        pairs = {}
        for row in rows:
            if row["left"] not in ("tuned", "untuned") or row["choice"] not in ("left", "right"):
                self.fail(f"votes.csv has left {row['left']!r} and choice {row['choice']!r}: "
                          "expected tuned or untuned, and left or right")
            pairs.setdefault(row["reader"], {})[row["pair"]] = row["left"]
        if len(pairs) < 3 or min(map(len, pairs.values())) < 20:
            self.fail(f"votes.csv has {len(pairs)} readers: expected three or more with 20 pairs "
                      "each")
        for reader, order in pairs.items():
            left = Counter(order.values())
            if min(left["tuned"], left["untuned"]) < 3:
                self.fail(f"votes.csv: reader {reader} saw the tuned text on the left in "
                          f"{left['tuned']} of {len(order)} pairs: expected a random order, so "
                          "that nobody can learn which side it is")

    def test_5_counts(self):
        """the report has the readers' counts"""
        rows = self.table("votes.csv", ["reader", "pair", "left", "choice"], [],
                          "you write it from your readers' answers")
        tuned = sum((row["left"] == "tuned") == (row["choice"] == "left") for row in rows)
        if not os.path.exists("report.md"):
            self.fail("there is no file report.md in the project's folder")
        with open("report.md", encoding="utf-8") as file:
            found = re.search(r"^#+\s*Readers\s*$(.*?)(?=^#|\Z)", file.read(),
                              re.MULTILINE | re.DOTALL)
        if not found:
            self.fail("report.md has no heading `## Readers`: expected one, with the counts below "
                      "it")
        for kind, count in (("tuned", tuned), ("untuned", len(rows) - tuned)):
            if not re.search(rf"(?<!\w){kind}: {count}\b", found[1]):
                self.fail(f"below `## Readers` in report.md stands no `{kind}: {count}`: expected "
                          "it, because votes.csv has so many votes for it; the choice `right` with "
                          "left `tuned` is a vote for untuned")


if __name__ == "__main__":
    unittest.main()
