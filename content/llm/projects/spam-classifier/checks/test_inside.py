"""Does words.csv show what the model has learned, and was the filter fooled?"""

import csv
import os
import re
import unittest

from cairn_check import Check, last_line, program

SECONDS = 60


def shares():
    """Return a function from a word to the shares of spam and of other messages that have it."""
    bags = {"spam": [], "ham": []}
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data", "train.tsv")
    with open(path, encoding="utf-8") as file:
        for line in file:
            label, text = line.rstrip("\n").split("\t", 1)
            bags[label].append(set(re.findall(r"[a-z0-9']+", text.lower())))
    return lambda word: [sum(word in bag for bag in bags[kind]) / len(bags[kind])
                         for kind in ("spam", "ham")]


class Inside(Check):
    def test_1_words(self):
        """words.csv lists the strongest words for spam first"""
        if not os.path.exists("words.csv"):
            self.fail("there is no file words.csv: python3 spam.py writes it, with the columns "
                      "word and weight")
        with open("words.csv", encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        if not rows or not {"word", "weight"} <= set(rows[0]):
            self.fail("words.csv has not the columns word and weight: expected the header "
                      "`word,weight` and a row for each word")
        try:
            weights = [float(row["weight"]) for row in rows]
        except (TypeError, ValueError):
            weights = None
        if weights is None:
            self.fail("words.csv has a weight that is no number")
        if len(rows) < 30:
            self.fail(f"words.csv has {len(rows)} rows: expected 30 or more, the fifteen strongest "
                      f"words for spam and the fifteen strongest against it")
        if weights != sorted(weights, reverse=True):
            self.fail("words.csv is not sorted: expected the largest weight first and the smallest "
                      "last")
        if weights[14] <= 0 or weights[-15] >= 0:
            self.fail(f"the fifteenth weight of words.csv is {weights[14]:g} and the fifteenth "
                      f"from the end {weights[-15]:g}: expected a positive and a negative one")
        share = shares()
        for_spam = [share(row["word"]) for row in rows[:15]]
        good = sum(spam > ham for spam, ham in for_spam)
        if good < 12:
            words = ", ".join(row["word"] for row in rows[:5])
            self.fail(f"the first words of words.csv are {words}, ...: only {good} of the first 15 "
                      "are more frequent in spam than elsewhere, expected 12 or more; a positive "
                      "weight speaks for spam when spam is the class 1, and coef_ has the order of "
                      "get_feature_names_out()")

    def probabilities(self, texts):
        """Return what  python3 spam.py --ask  prints for each of the texts."""
        self.module("counts")
        status, output, errors = program(["spam.py", "--ask"],
                                         "".join(text + "\n" for text in texts), SECONDS)
        if status is None:
            self.fail(f"python3 spam.py --ask did not end within {SECONDS} seconds, or printed "
                      "without end: leave the loop at EOFError, which input() raises at the end of "
                      "the input")
        if status != 0:
            self.fail(f"python3 spam.py --ask ended with exit status {status}: "
                      f"{last_line(errors)}")
        found = re.findall(r"spam: ([01]\.\d+)\s*$", output, re.MULTILINE)
        if len(found) != len(texts):
            self.fail(f"python3 spam.py --ask printed {len(found)} lines that end in `spam: ` and "
                      f"a probability such as 0.93 for {len(texts)} messages: "
                      "expected one for each")
        return [float(number) for number in found]

    def test_2_ask(self):
        """--ask prints the probability of spam for each message"""
        texts = ["URGENT! You have won a cash "
                 "prize, call now to claim", "see you at the station, thanks"]
        spam, ham = self.probabilities(texts)
        if spam <= 0.5 or ham >= 0.5:
            self.fail(f"--ask gave {spam} for {texts[0]!r} and {ham} for {texts[1]!r}: expected "
                      "more than 0.5 and less than 0.5; print the probability of the class 1")

    def test_3_fooled(self):
        """fooled.tsv has spam that gets through and an honest message that is caught"""
        if not os.path.exists("fooled.tsv"):
            self.fail("there is no file fooled.tsv: write into it one line `spam`, tab, a spam "
                      "message that gets through, and one line `ham`, tab, an honest message that "
                      "is caught")
        with open("fooled.tsv", encoding="utf-8") as file:
            pairs = [line.rstrip("\n").split("\t", 1) for line in file if line.strip()]
        kinds = {pair[0] for pair in pairs if len(pair) == 2}
        if any(len(pair) != 2 for pair in pairs) or kinds != {"spam", "ham"}:
            self.fail("fooled.tsv has not one line of each kind: expected `spam` or `ham`, a tab "
                      "and the message on each line")
        for (label, text), found in zip(pairs, self.probabilities([text for _, text in pairs])):
            if (found >= 0.5) == (label == "spam"):
                self.fail(f"the filter gives {text!r} a probability of {found} and is not fooled: "
                          f"expected {'less' if label == 'spam' else 'more'} than 0.5 for this "
                          f"{label} message; use words that speak for the other class")


if __name__ == "__main__":
    unittest.main()
