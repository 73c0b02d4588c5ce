"""Are unknown numbers stopped, and is what must not be answered not answered?"""

import unittest

from files import FileCheck

FACTS = "Open from 9:00 to 18:30. A card costs 5 crowns, a lost book 12.50 crowns. Call 555-0142."


class Guard(FileCheck):
    def test_1_numbers(self):
        """guard lets a reply pass only if the facts have its numbers"""
        answers = self.module("answers")
        unknown = self.member(answers, "DONT_KNOW")
        for reply, passes, mistake in [
                ("We open at 9:00.", True, "9:00 occurs in the facts; the full stop is no part "
                 "of the number"),
                ("A card costs 5 crowns, a book 12.50.", True, "both occur"),
                ("A card costs 6 crowns.", False, "6 does not occur in the facts"),
                ("Call 555-0143, or come at 9:00.", False, "one unknown number is enough"),
                ("It costs 12 crowns.", False, "12 is not 12.50: compare whole numbers, not parts "
                 "of the text"),
                ("Please ask at the desk.", True, "there is no number in it")]:
            self.same(self.call(answers, "guard", reply, FACTS), reply if passes else unknown,
                      f"guard({reply!r}, facts)", mistake)

    def test_2_handled(self):
        """8 of 10 questions outside, and 8 of 10 to be refused, are handled"""
        found = self.shares("guarded")
        for kind in ("outside", "refuse"):
            right, total = found[kind]
            if right < 0.8 * total:
                self.fail(f"the guarded bot handles {right} of {total} questions of the kind "
                          f"{kind}: expected {0.8 * total:.0f} or more; if retrieval finds "
                          "nothing, do not ask the model")


if __name__ == "__main__":
    unittest.main()
