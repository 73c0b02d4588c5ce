"""Is the model chosen by validation results, and are its largest errors found?"""

import unittest

import pandas as pd

from cairn_check import Check
from cairn_houses import Fixed


class Choice(Check):
    call_seconds = 10

    def test_1_choose(self):
        """choose names the model with the smallest validation error"""
        module = self.module("house_prices")
        x = pd.DataFrame({"area": [50.0, 100.0, 150.0]}, index=[3, 8, 9])
        y = pd.Series([100000.0, 200000.0, 300000.0], index=x.index)
        models = {"low": Fixed(1500), "close": Fixed(2100), "high": Fixed(2600)}
        got = self.run_code("choose(models, valid)", self.member(module, "choose"), models, (x, y))
        mistake = "return the name (the key) of the model with the smallest rmse(model, *valid)"
        if got == "high":
            mistake = "this is the model with the largest error: use min, not max"
        elif isinstance(got, Fixed):
            mistake = "this is the model: return its name, the key of the dictionary"
        self.same(got, "close", "choose(models, valid)", mistake)

    def test_2_worst(self):
        """worst finds the rows with the largest errors"""
        module = self.module("house_prices")
        x = pd.DataFrame({"area": [50.0, 60.0, 70.0, 80.0]}, index=[11, 22, 33, 44])
        y = pd.Series([110000.0, 60000.0, 145000.0, 190000.0], index=x.index)
        got = self.run_code("worst(model, x, y, 2)", self.member(module, "worst"), Fixed(2000), x, y, 2)
        try:
            labels = [int(v) for v in got]
        except (TypeError, ValueError):
            self.fail("worst(model, x, y, 2) did not give index labels: expected a list such as "
                      "`list(errors.nlargest(count).index)`")
        mistake = "take the absolute error of each row and the labels of the largest ones"
        if labels == [44, 11]:
            mistake = ("a prediction that is far too high is an error too: take the absolute value "
                       "before you sort")
        elif labels == [1, 3]:
            mistake = "these are positions: return the labels of the index"
        self.same(labels, [22, 44], "worst(model, x, y, 2) for the errors -10000, 60000, -5000, "
                                    "-30000 of the rows 11, 22, 33, 44",
                  mistake)


if __name__ == "__main__":
    unittest.main()
