"""Are there enough dialogues, with refusals, and none from the test?"""

import os
import unittest

from files import FileCheck, words


class Dialogues(FileCheck):
    def dialogues(self):
        return self.lines("dialogues.jsonl", ["question", "answer", "kind"])

    def test_1_count(self):
        """300 dialogues, a tenth of them without an answer"""
        found = self.dialogues()
        different = len({(d["question"], d["answer"]) for d in found})
        if different < 300:
            self.fail(f"dialogues.jsonl has {different} different dialogues: expected 300 or more")
        without = sum(d["kind"] != "covered" for d in found)
        if 10 * without < len(found):
            self.fail(f"dialogues.jsonl has {without} dialogues of the kinds outside and refuse "
                      f"among {len(found)}: expected a tenth or more; the model learns from them "
                      "when to say that it does not know")

    def test_2_answers(self):
        """what is outside or refused has the fixed answer"""
        answers = self.module("answers")
        for d in self.dialogues():
            name = {"outside": "DONT_KNOW", "refuse": "REFUSAL"}.get(d["kind"])
            if name and self.member(answers, name).lower() not in d["answer"].lower():
                self.fail(f"dialogues.jsonl answers {d['question']!r}, which is of the kind "
                          f"{d['kind']}, with {d['answer'][:60]!r}: expected {name} of answers.py "
                          "in it")

    def test_3_leak(self):
        """no test question is among the dialogues"""
        asked = [(case["question"], words(case["question"])) for case in self.cases()]
        for d in self.dialogues():
            own = words(d["question"])
            for question, other in asked:
                if len(own & other) >= 0.9 * max(1, len(own | other)):
                    self.fail(f"dialogues.jsonl has {d['question']!r}, and test.jsonl "
                              f"{question!r}: expected no test question in training, not even "
                              "with its words in another order")

    def test_4_formatted(self):
        """formatted.txt shows one dialogue in the model's format"""
        if not os.path.exists("formatted.txt"):
            self.fail("there is no file formatted.txt: save one dialogue there as the model sees "
                      "it, with the model's own marks")
        with open("formatted.txt", encoding="utf-8") as file:
            text = file.read()
        shown = [d for d in self.dialogues() if d["question"] in text and d["answer"] in text]
        if not shown:
            self.fail("formatted.txt has no question and answer of dialogues.jsonl: expected one "
                      "of them, unchanged")
        least = min(len(d["question"] + d["answer"]) for d in shown)
        if len(text.strip()) < least + 10:
            self.fail("formatted.txt has nothing but question and answer: expected also the marks "
                      "of the chat format and the system message")


if __name__ == "__main__":
    unittest.main()
