"""Was a test written first, with all three kinds of questions?"""

import unittest
from collections import Counter

from files import FileCheck


class Domain(FileCheck):
    def test_1_kinds(self):
        """test.jsonl has 40 covered, 10 outside and 10 refused questions"""
        counts = Counter(case["kind"] for case in self.cases())
        for kind, least in (("covered", 40), ("outside", 10), ("refuse", 10)):
            if counts[kind] < least:
                self.fail(f"test.jsonl has {counts[kind]} questions of the kind {kind}: expected "
                          f"{least} or more")

    def test_2_must(self):
        """each covered question names the facts of a right answer"""
        for case in self.cases():
            if case["kind"] == "covered" and not [m for m in case["must"] if str(m).strip()]:
                self.fail(f"test.jsonl: {case['question']!r} has an empty `must`: every answer "
                          "would be right; write the words or numbers that a right one contains")

    def test_3_different(self):
        """no question stands there twice"""
        counts = Counter(case["question"].strip().lower() for case in self.cases())
        for question, count in counts.items():
            if count > 1:
                self.fail(f"test.jsonl has {question!r} {count} times: expected different "
                          "questions")


if __name__ == "__main__":
    unittest.main()
