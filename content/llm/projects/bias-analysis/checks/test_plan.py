"""Does the plan name a date and three limits?"""

import datetime
import os
import re
import unittest

from cairn_check import Check


class Plan(Check):
    def plan(self):
        if not os.path.exists("plan.md"):
            self.fail("there is no file plan.md in the project's folder: write it before you "
                      "measure")
        with open("plan.md", encoding="utf-8") as file:
            return file.read()

    def test_1_date(self):
        """the plan has a date"""
        found = re.search(r"^\W*Date\W+(\d{4}-\d{2}-\d{2})\b", self.plan(), re.MULTILINE)
        day = None
        try:
            day = datetime.date.fromisoformat(found[1]) if found else None
        except ValueError:
            pass
        if day is None:
            self.fail("plan.md has no line such as `Date: 2026-03-14`: expected the day on which "
                      "you wrote the plan, before the first measurement")

    def test_2_limits(self):
        """the plan lists at least three limits"""
        text = self.plan()
        found = re.search(r"^#+\s*Limits\s*$(.*?)(?=^#|\Z)", text, re.MULTILINE | re.DOTALL)
        items = re.findall(r"^\s*(?:[-*+]|\d+[.)])\s+\S", found[1], re.MULTILINE) if found else []
        if len(items) < 3:
            self.fail(f"below `## Limits` plan.md has {len(items)} items: expected a list of three "
                      "or more, each on a line that begins with `- `")
        if "pronoun" not in found[1].lower():
            self.fail("no limit of plan.md mentions pronouns: expected one about the people whom "
                      "`he` and `she` leave out")


if __name__ == "__main__":
    unittest.main()
