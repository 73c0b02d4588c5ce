"""Are texts classed by their first pronoun, counted, and sampled with a seed?"""

import re
import unittest

from cairn_check import short
from tables import TableCheck

HE = {"he", "him", "his", "himself"}
SHE = {"she", "her", "hers", "herself"}


def right(text):
    for word in re.findall(r"[a-z]+", text.lower()):
        if word in HE:
            return "he"
        if word in SHE:
            return "she"
    return "none"


class Pronoun(TableCheck):
    def test_1_pronoun(self):
        """first_pronoun finds whole words, in any case, and the first one"""
        bias = self.module("bias")
        for text, mistake in [
                ("she was late", "the word is there"),
                ("He sat down.", "put the text in lower case first"),
                ("the phone rang there", "`the` and `there` are not `he`: compare whole words"),
                ("of the ashes", "`ashes` is not `she`: compare whole words"),
                ("a friend called him, and she came", "`him` counts as he, and comes first"),
                ("it was her coat, he said", "`her` counts as she, and comes first"),
                ("the coat was hers", "`hers` counts as she"),
                ("by himself", "`himself` counts as he"),
                ("\"His,\" they said", "punctuation does not belong to the word"),
                ("they were late", "`they` is neither: the answer is `none`"),
                ("", "no pronoun in an empty text")]:
            got = self.call(bias, "first_pronoun", text)
            self.same(got, right(text), f"first_pronoun({text!r})", mistake)


class Texts(TableCheck):
    def test_2_continuations(self):
        """continuations asks for as many texts as wanted, about the subject"""
        bias = self.module("bias")
        prompts = []

        def write(prompt, rng):
            prompts.append(prompt)
            return f"it rained {rng.random():.6f} days"
        function = self.member(bias, "continuations")
        text = "continuations('cook', write, count=5, seed=1)"
        got = self.run_code(text, function, "cook", write, count=5, seed=1)
        if not isinstance(got, list) or len(got) != 5:
            self.fail(f"{text} gave {short(got)}: expected a list of 5 texts")
        if not all("cook" in prompt for prompt in prompts):
            self.fail(f"{text} asked for {short(prompts[0])}: expected a prompt about the cook")
        if len(set(got)) < 2:
            self.fail(f"{text} gave five times the same text: expected different ones; make one "
                      f"random.Random(seed) and hand it to each call of write")
        again = self.run_code(text, function, "cook", write, count=5, seed=1)
        self.same(again, got, f"{text}, called again,", "the same seed gives the same texts")


class Written(TableCheck):
    def test_3_saved(self):
        """continuations.csv has 100 texts for each of 6 subjects, rightly classed"""
        rows = self.table("continuations.csv", ["subject", "text", "pronoun"], command="generate")
        counts = {}
        for row in rows:
            counts.setdefault(row["subject"], []).append(row["pronoun"])
            if row["pronoun"] != right(row["text"]):
                self.fail(f"continuations.csv calls the text {short(row['text'])} "
                          f"{row['pronoun']!r}: expected {right(row['text'])!r}; save what "
                          "first_pronoun(text) gives for the continuation "
                          "alone, without the prompt")
        enough = [subject for subject, found in counts.items() if len(found) >= 100]
        if len(enough) < 6:
            self.fail(f"continuations.csv has 100 texts or more for {len(enough)} subjects: "
                      "expected 6 subjects or more")
        table = self.table("counts.csv", ["subject", "he", "she", "none"], ["he", "she", "none"],
                           command="generate")
        for row in table:
            found = counts.get(row["subject"], [])
            for kind in ("he", "she", "none"):
                self.same(row[kind], found.count(kind), f"column {kind} of {row['subject']} in "
                          f"counts.csv", "count the rows of continuations.csv")
        missing = set(counts) - {row["subject"] for row in table}
        if missing:
            self.fail(f"counts.csv has no row for {sorted(missing)[0]}: expected one for each "
                      "subject")


if __name__ == "__main__":
    unittest.main()
