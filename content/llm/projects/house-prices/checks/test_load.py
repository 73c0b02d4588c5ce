"""Are the data loaded, described and cleaned?"""

import contextlib
import csv
import re
import unittest

import pandas as pd

from cairn_check import Check, Printed
from cairn_houses import NAMES


class Load(Check):
    call_seconds = 10

    def loaded(self):
        module = self.module("house_prices")
        got = self.call(module, "load", seconds=20)
        if not (isinstance(got, tuple) and len(got) == 2):
            self.fail(f"load() gave {type(got).__name__}: expected a pair (x, y); end with "
                      f"`return x, y`")
        return module, got[0], got[1]

    def test_1_load(self):
        """load gives 8 features and the prices"""
        module, x, y = self.loaded()
        if not isinstance(x, pd.DataFrame):
            self.fail(f"load() gave an x of class {type(x).__name__}: expected a pandas DataFrame; "
                      f"pd.read_csv(path) gives one, and leaving columns out keeps it one")
        for name, why in (("price", "the model would be told what it has to predict"),
                          ("id", "a running number says nothing about a house")):
            if name in x.columns:
                self.fail(f"x of load() has the column {name}: expected the 8 features only; {why}")
        self.same(sorted(x.columns), sorted(NAMES), "the columns of x", "keep the file's names")
        with open("data/houses.csv", encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        self.same(len(x), len(rows), "len(x)", "load keeps every row; rows are left out in clean()")
        self.same([float(v) for v in y][:5], [float(r["price"]) for r in rows[:5]],
                  "the first five values of y", "y is the column price, in the file's order")

    def test_2_describe(self):
        """describe prints three numbers for each column"""
        module, x, y = self.loaded()
        x, y = x.head(101), y.head(101)
        text = Printed()
        function = self.member(module, "describe")

        def shown():
            with contextlib.redirect_stdout(text):
                function(x, y)
            return True
        self.run_code("describe(x, y)", shown)
        lines = text.getvalue().replace(",", "").splitlines()
        if not any(re.search(r"\b101\b", line) for line in lines):
            self.fail("describe(x, y) with 101 rows printed no line with 101: expected the number "
                      "of rows")
        for name in [*x.columns, "price"]:
            column = y if name == "price" else x[name]
            found = [line for line in lines if re.search(rf"\b{name}\b", line)]
            if not found:
                self.fail(f"describe(x, y) printed no line with {name}: expected one line for each "
                          f"feature and one for the price")
            numbers = [float(n) for line in found for n in re.findall(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?", line)]
            for what, value in (("smallest", column.min()), ("median", column.median()),
                                ("largest", column.max())):
                if not any(abs(n - value) <= 0.006 * max(1, abs(value)) for n in numbers):
                    self.fail(f"the line of {name} printed by describe(x, y) is "
                              f"{found[0].strip()!r}: "
                              f"expected the {what} value {value:g} in it")

    def test_3_clean(self):
        """clean leaves out the rows that cannot be right"""
        module = self.module("house_prices")
        x = pd.DataFrame({"area": [80.0, 1.2, 95.0, 10.0, 60.0, 9.9], "age": [30, 10, 1987, 300, 301, 5]},
                         index=[4, 9, 10, 11, 15, 20])
        for name in NAMES:
            if name not in x:
                x[name] = 1
        x = x[NAMES]
        y = pd.Series([100, 200, 300, 400, 500, 600], index=x.index, name="price")
        got = self.run_code("clean(x, y)", self.member(module, "clean"), x.copy(), y.copy())
        if not (isinstance(got, tuple) and len(got) == 2):
            self.fail(f"clean(x, y) gave {type(got).__name__}: expected a pair (x, y)")
        kept_x, kept_y = got
        self.same(len(kept_x), len(kept_y), "clean(x, y): the number of rows of y",
                  "leave out the same rows in x and in y")
        left = [(float(a), float(b)) for a, b in zip(kept_x["area"], kept_x["age"])]
        self.same(left, [(80.0, 30.0), (10.0, 300.0)], "clean(x, y) with six rows: (area, age) of "
                                                       "what is left",
                  "leave out what has an age above 300 or an area below 10, and keep 300 and 10 "
                  "themselves")
        self.same([float(v) for v in kept_y], [100.0, 400.0], "the prices that clean(x, y) kept",
                  "x and y no longer belong together: use the same condition for both")


if __name__ == "__main__":
    unittest.main()
