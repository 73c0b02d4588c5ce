"""Does the report name the gain that timings.csv shows?"""

import os
import re
import unittest

from tables import TableCheck


class Report(TableCheck):
    def test_1_runs(self):
        """plain, cached and best were measured five times or more"""
        for run in ("plain", "cached", "best"):
            self.seconds(run)

    def test_2_gain(self):
        """the results name how many times as fast the best combination is"""
        if not os.path.exists("report.md"):
            self.fail("there is no file report.md in the project's folder")
        with open("report.md", encoding="utf-8") as file:
            text = file.read()
        found = re.search(r"^#+\s*Results\s*$(.*?)(?=^#|\Z)", text, re.MULTILINE | re.DOTALL)
        if not found:
            self.fail("report.md has no heading `## Results`: expected one, with the numbers below "
                      "it")
        gain = self.seconds("plain") / self.seconds("best")
        named = [float(x) for x in re.findall(r"\d+(?:\.\d+)?", found[1].replace(",", ""))]
        if not any(abs(x / gain - 1) <= 0.05 for x in named):
            self.fail("the results of report.md do not name how many times as fast the best "
                      f"combination is: expected a number such as {gain:.3g}, the median of "
                      "`plain` divided by that of `best` in timings.csv; measure and write at the "
                      "same time")


if __name__ == "__main__":
    unittest.main()
