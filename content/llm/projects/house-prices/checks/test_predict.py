"""Are the predictions prices of houses, in euros?"""

import csv
import statistics
import unittest

from cairn_check import Check


class Predictions(Check):
    call_seconds = 10

    def test_1_euros(self):
        """the predicted prices are in euros"""
        try:
            with open("predictions.csv", encoding="utf-8", newline="") as file:
                rows = list(csv.DictReader(file))
        except OSError:
            self.fail("there is no predictions.csv: let the program call write_predictions(model) "
                      "at the end")
        try:
            prices = [float(row["price"]) for row in rows]
        except (KeyError, TypeError, ValueError):
            self.fail("predictions.csv has no column price with a number in each row: expected the "
                      "columns id and price")
        middle = statistics.median(prices or [0])
        if not 150000 <= middle <= 500000:
            self.fail(f"the median of the predicted prices is {middle:.0f}: expected roughly "
                      "280000; "
                      f"prices are in euros, as in houses.csv, neither divided nor scaled")
        if len(set(prices)) < 10:
            self.fail(f"predictions.csv has only {len(set(prices))} different prices: expected one "
                      "for each "
                      f"house; the baseline and a very small tree know too little")


if __name__ == "__main__":
    unittest.main()
