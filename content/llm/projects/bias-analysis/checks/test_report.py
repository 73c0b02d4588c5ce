"""Do the results of the report agree with intervals.csv?"""

import os
import re
import unittest

from tables import TableCheck


class Report(TableCheck):
    def test_1_results(self):
        """the results name the largest and the smallest difference"""
        if not os.path.exists("report.md"):
            self.fail("there is no file report.md in the project's folder")
        with open("report.md", encoding="utf-8") as file:
            text = file.read().replace("\u2212", "-")
        found = re.search(r"^#+\s*Results\s*$(.*?)(?=^#|\Z)", text, re.MULTILINE | re.DOTALL)
        if not found:
            self.fail("report.md has no heading `## Results`: expected one, with the numbers below "
                      "it")
        columns = ["occupation", "difference", "low", "high"]
        rows = sorted(self.table("intervals.csv", columns, columns[1:], command="control"),
                      key=lambda row: row["difference"])
        for row in (rows[0], rows[-1]):
            name = row["occupation"]
            if name not in found[1].lower():
                self.fail(f"the results of report.md do not name {name}: expected it, because its "
                          f"difference is the {'smallest' if row is rows[0] else 'largest'} of "
                          f"intervals.csv")
            for column in ("difference", "low", "high"):
                value = abs(row[column])
                forms = {f"{value:.2f}", f"{value:.3f}", f"{100 * value:.1f}", f"{100 * value:.0f}"}
                if not any(re.search(rf"(?<![\d.]){re.escape(form)}(?!\d|\.\d)", found[1])
                           for form in forms):
                    what = "the difference" if column == "difference" else "an end of the interval"
                    self.fail(f"the results of report.md do not have {what} of {name}, "
                              f"{row[column]:.3f}: expected it with two or three decimals, or in "
                              f"percentage points")


if __name__ == "__main__":
    unittest.main()
