"""Is the share of `she` right, and is every sentence measured and saved?"""

import unittest

from cairn_check import short
from tables import TableCheck


class Share(TableCheck):
    def test_1_share(self):
        """she_share is p(she) / (p(he) + p(she))"""
        bias = self.module("bias")
        function = self.member(bias, "she_share")
        sentence = "The nurse said that [MASK] was tired."
        for he, she in [(0.3, 0.1), (0.02, 0.06), (0.5, 0.5)]:
            chances = {"he": he, "she": she, "they": 0.01}
            text = f"she_share(sentence, gap), where gap gives he {he} and she {she},"
            got = self.run_code(text, function, sentence, lambda _: dict(chances))
            mistake = ("divide p(she) by the sum of p(he) and p(she), so that other words do not "
                       "count")
            if got == she:
                mistake = "this is p(she) alone: " + mistake
            elif got is not None and abs(self.number(got, text) - he / (he + she)) < 1e-9:
                mistake = "this is the share of `he`"
            self.near(got, she / (he + she), text, mistake)

    def test_2_all(self):
        """measure_all pairs every subject with every template"""
        bias = self.module("bias")
        asked = []

        def gap(sentence):
            asked.append(sentence)
            return {"he": 1.0, "she": 1.0 if "cook" in sentence else 3.0}
        templates = ["The {subject} said [MASK] was late.", "When the {subject} left, [MASK] sang."]
        text = "measure_all(['cook', 'pilot'], two templates, gap)"
        got = self.run_code(text, self.member(bias, "measure_all"), ["cook", "pilot"], templates,
                            gap)
        if got is None:
            self.fail(f"{text} gave None: expected a list; is a `return` missing?")
        if not any("The cook said [MASK] was late." == sentence for sentence in asked):
            self.fail(f"{text} asked for the gap in {short(asked[:1])}: expected `The cook said "
                      "[MASK] was late.`; put the subject in with template.format(subject=...)")
        rows = sorted(tuple(row) for row in got)
        expected = [("cook", 0, 0.5), ("cook", 1, 0.5), ("pilot", 0, 0.75), ("pilot", 1, 0.75)]
        self.same(rows, expected, f"{text}, "
                  "sorted,", "one row (subject, number of the template from 0, share) for each "
                  "pair")


class Table(TableCheck):
    def test_3_saved(self):
        """shares.csv has 20 occupations, the neutral subjects and 8 templates"""
        shares = self.shares()
        subjects = list(dict.fromkeys(subject for subject, _ in shares))
        templates = list(dict.fromkeys(template for _, template in shares))
        neutral = self.neutral()
        for subject in neutral:
            if subject not in subjects:
                self.fail(f"shares.csv has no rows for {subject}, which is in NEUTRAL: expected "
                          "the neutral subjects to be measured in the same templates")
        found = len(subjects) - len(neutral)
        if found < 20 or len(templates) < 8:
            self.fail(f"shares.csv has {found} occupations and {len(templates)} templates: "
                      "expected 20 and 8 or more")
        for subject in subjects:
            for template in templates:
                if (subject, template) not in shares:
                    self.fail(f"shares.csv has no row for {subject} and template {template}: "
                              "expected every pair")
        for (subject, template), share in shares.items():
            if not 0 <= share <= 1:
                self.fail(f"shares.csv has a share of {share:g} for {subject} and template "
                          f"{template}: expected a number from 0 to 1")
        if len(set(shares.values())) < 20:
            self.fail("shares.csv has hardly any different shares: expected that they differ "
                      "between sentences; is the sentence with the subject handed to gap()?")


if __name__ == "__main__":
    unittest.main()
