"""Is the split right, and the baseline?"""

import unittest

import pandas as pd

from cairn_check import Check
from cairn_houses import Fixed, houses


class Baseline(Check):
    call_seconds = 10

    def parts(self, x, y):
        module = self.module("house_prices")
        got = self.run_code("split(x, y)", self.member(module, "split"), x.copy(), y.copy())
        try:
            (a, b), (c, d), (e, f) = got
        except (TypeError, ValueError):
            self.fail("split(x, y) did not give three pairs: expected (train_x, train_y), "
                      "(valid_x, valid_y), (test_x, test_y)")
        return (a, b), (c, d), (e, f)

    def test_1_sizes(self):
        """split gives 60%, 20% and 20% of the rows"""
        x, y = houses(200)
        sizes = [len(part[0]) for part in self.parts(x, y)]
        if any(abs(a - b) > 1 for a, b in zip(sizes, (120, 40, 40))):
            mistake = "cut off the test part first, then a quarter of what is left"
            if sum(sizes) > 201:
                mistake = ("some rows are in two parts: the second call must cut what the first one "
                           "left, not x and y again")
            elif sizes[0] in range(127, 130):
                mistake = "the second cut takes 0.25 of the rest: 0.25 times 80% is 20%"
            self.fail(f"split(x, y) with 200 rows gave parts of {sizes} rows: expected [120, 40, "
                      "40]; "
                      f"{mistake}")

    def test_2_apart(self):
        """no row is in two parts, and prices stay with their rows"""
        x, y = houses(200)
        parts = self.parts(x, y)
        names = ("training", "validation", "test")
        for i in range(3):
            for j in range(i):
                both = set(parts[i][0].index) & set(parts[j][0].index)
                if both:
                    self.fail(f"split(x, y) gave {len(both)} rows to the {names[j]} and the "
                              f"{names[i]} "
                              "part: expected none; the second call must cut what the first one "
                              "left, "
                              f"not x and y again")
        for (part_x, part_y), name in zip(parts, names):
            if [float(v) for v in part_y] != [float(y[i]) for i in part_x.index]:
                self.fail(f"split(x, y): the prices of the {name} part are not those of its rows; "
                          "give "
                          f"x and y to the same call of train_test_split")

    def test_3_seed(self):
        """two calls give the same split, in mixed order"""
        x, y = houses(200)
        first = [list(part[0].index) for part in self.parts(x, y)]
        second = [list(part[0].index) for part in self.parts(x, y)]
        if first != second:
            self.fail("two calls of split(x, y) gave different parts: expected the same; pass "
                      "random_state=seed to both calls of train_test_split")
        if first[0] == sorted(first[0]) and max(first[0]) < min(first[2]):
            self.fail("split(x, y) cut the rows in the order of the file: expected a mix; a file "
                      "may be "
                      "sorted by price or by place")

    def test_4_rmse(self):
        """rmse is the root of the mean squared error"""
        module = self.module("house_prices")
        x = pd.DataFrame({"area": [10.0, 20.0, 30.0, 40.0]})
        y = pd.Series([110.0, 190.0, 310.0, 370.0])
        got = self.run_code("rmse(model, x, y)", self.member(module, "rmse"), Fixed(10), x, y)
        value = self.number(got, "rmse(model, x, y)")
        mistake = "square the errors, take the mean, then the root"
        if abs(value - 300) < 1:
            mistake = "this is the mean squared error, its square root is missing"
        elif abs(value - 15) < 0.01:
            mistake = "this is the mean of the absolute errors: square them before the mean"
        self.near(value, 300 ** 0.5, "rmse(model, x, y) for the errors -10, 10, -10, "
                                     "30", mistake, 1e-6)

    def test_5_baseline(self):
        """the baseline predicts the mean of the training prices"""
        module = self.module("house_prices")
        x, y = houses(60)
        model = self.run_code("fit_baseline(x, y)", self.member(module, "fit_baseline"), x, y)
        got = self.run_code("fit_baseline(x, y).predict(x)", lambda: [float(v) for v in model.predict(x.head(3))])
        mistake = "use DummyRegressor(strategy=\"mean\") and fit it"
        if abs(got[0] - y.median()) < 1:
            mistake = "this is the median: use strategy=\"mean\""
        for value in got:
            self.near(value, float(y.mean()), "a prediction of the baseline", mistake, 1e-6)


if __name__ == "__main__":
    unittest.main()
