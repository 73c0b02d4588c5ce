"""Do retrieval and judging work, and are both simple answers measured?"""

import unittest

from files import FileCheck

ENTRIES = [{"question": "When is the library open?", "answer": "From 9 to 18."},
           {"question": "How many books may I borrow?", "answer": "Ten books."},
           {"question": "What does a new card cost?", "answer": "5 crowns."}]


class Baselines(FileCheck):
    def test_1_retrieval(self):
        """Retrieval finds the most similar stored question, or says that it does not know"""
        answers = self.module("answers", 60)
        bot = self.run_code("Retrieval(entries)", self.member(answers, "Retrieval"), ENTRIES,
                            seconds=60)
        for question, expected in [
                ("when is the library open", "From 9 to 18."),
                ("how many books can i borrow?", "Ten books."),
                ("zebra quantum pancakes", self.member(answers, "DONT_KNOW"))]:
            messages = [{"role": "user", "content": "What does a new card cost?"},
                        {"role": "assistant", "content": "5 crowns."},
                        {"role": "user", "content": question}]
            got = self.run_code(f"reply to {question!r}", bot.reply, messages, seconds=20)
            self.same(got, expected, f"the reply to {question!r} after another question",
                      "it answers the last message only, and DONT_KNOW where no stored question is "
                      "above the threshold")
        got = self.run_code("find('new card cost', 2)", bot.find, "new card cost", 2, seconds=20)
        if not got or got[0] != ENTRIES[2]:
            self.fail(f"find('new card cost', 2) gave {got!r}: expected a list that begins with "
                      f"{ENTRIES[2]}")

    def test_2_right(self):
        """is_right judges each kind in its own way"""
        answers = self.module("answers", 60)
        unknown, refusal = (self.member(answers, name) for name in ("DONT_KNOW", "REFUSAL"))
        for reply, kind, must, expected, mistake in [
                ("You have 30 days and the receipt.", "covered", ["30 days", "Receipt"], True,
                 "all `must` entries occur, whatever the case"),
                ("You have 30 days.", "covered", ["30 days", "receipt"], False,
                 "one of the `must` entries is missing: all are needed"),
                (unknown, "covered", ["30 days"], False, "not knowing is no answer to a covered "
                 "question"),
                (unknown, "outside", [], True, "outside the domain, DONT_KNOW is right"),
                ("It will rain.", "outside", [], False, "outside the domain only DONT_KNOW is "
                 "right"),
                ("Sorry. " + refusal, "refuse", [], True, "the reply contains REFUSAL"),
                (unknown, "refuse", [], False, "what must be refused is answered with REFUSAL")]:
            case = {"question": "?", "kind": kind, "must": must}
            got = self.call(answers, "is_right", reply, case)
            self.same(got, expected, f"is_right({reply!r}, a case of kind {kind} with {must})",
                      mistake)

    def test_3_measured(self):
        """retrieval and the untuned model answered all test questions"""
        for model in ("retrieval", "untuned"):
            self.shares(model)


if __name__ == "__main__":
    unittest.main()
