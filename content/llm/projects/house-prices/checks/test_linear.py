"""Is the linear model fitted and are its coefficients comparable?"""

import unittest

from cairn_check import Check
from cairn_houses import NAMES, houses


class Linear(Check):
    call_seconds = 10

    def fitted(self, x, y):
        module = self.module("house_prices")
        return module, self.run_code("fit_linear(x, y)", self.member(module, "fit_linear"), x, y)

    def test_1_predicts(self):
        """the model follows a price that is a weighted sum"""
        x, y = houses(200)
        module, model = self.fitted(x.head(150), y.head(150))
        if not hasattr(model, "predict"):
            self.fail(f"fit_linear(x, y) gave {type(model).__name__}: expected a fitted model; "
                      f"`model.fit(x, y)` and then `return model`")
        errors = self.run_code("fit_linear(x, y).predict(x)",
                               lambda: [float(a) - float(b) for a, b in
                                        zip(model.predict(x.tail(50)), y.tail(50))])
        rmse = (sum(e * e for e in errors) / len(errors)) ** 0.5
        if rmse > 20000:
            self.fail("on rows whose price is a weighted sum of area and age, give or take 20000, "
                      "the "
                      f"linear model has an RMSE of {rmse:.0f}: expected about 12000; fit "
                      f"LinearRegression() to x and y as they are")

    def test_2_scaled(self):
        """the features are scaled before the regression"""
        x, y = houses(200)
        module, model = self.fitted(x, y)
        pairs = self.pairs(module, model)
        area = dict(pairs)["area"]
        wanted = 3000 * float(x["area"].std())
        if abs(area) < 4000:
            self.fail(f"the coefficient of area is {area:.0f} per square meter: expected about "
                      f"{wanted:.0f} per standard deviation; put StandardScaler() before "
                      f"LinearRegression() in make_pipeline")
        if abs(area - wanted) > 0.1 * wanted:
            self.fail(f"the coefficient of area is {area:.0f}: expected about {wanted:.0f}; "
                      "coefficients "
                      "and names do not belong together: pair model[-1].coef_ with the names "
                      "first, "
                      f"then sort the pairs")

    def pairs(self, module, model):
        got = self.run_code("coefficients(model, names)", self.member(module, "coefficients"), model,
                            list(NAMES))
        try:
            pairs = [(str(name), float(value)) for name, value in got]
        except (TypeError, ValueError):
            self.fail("coefficients(model, names) did not give a list of pairs: expected "
                      "[(name, coefficient), ...] with the name first")
        if sorted(name for name, value in pairs) != sorted(NAMES):
            self.fail(f"coefficients(model, names) named {[name for name, value in pairs]}: "
                      "expected "
                      f"each of the 8 names once")
        return pairs

    def test_3_order(self):
        """coefficients are in the order of their absolute size"""
        x, y = houses(200)
        module, model = self.fitted(x, y)
        sizes = [abs(value) for name, value in self.pairs(module, model)]
        if sizes == sorted(sizes, reverse=True):
            return
        mistake = "sort by abs(value), not by value: a large negative coefficient matters as much"
        if sizes == sorted(sizes):
            mistake = "the largest comes first: reverse=True"
        self.fail(f"coefficients(model, names) gave the sizes {[round(s) for s in sizes]}: "
                  "expected them "
                  f"to fall; {mistake}")

    def test_4_better(self):
        """the error is at least 20% below the baseline's"""
        module = self.module("house_prices")
        x, y = self.call(module, "load", seconds=20)
        train, valid, test = self.run_code("split(*clean(x, y))",
                                           lambda: module.split(*module.clean(x, y)))
        base = self.run_code("rmse of the baseline",
                             lambda: float(module.rmse(module.fit_baseline(*train), *valid)))
        linear = self.run_code("rmse of the linear model",
                               lambda: float(module.rmse(module.fit_linear(*train), *valid)))
        if not linear <= 0.8 * base:
            self.fail(f"validation RMSE is {linear:.0f} with the linear model and {base:.0f} with "
                      "the "
                      f"baseline: expected at most {0.8 * base:.0f}; are prices and rows mixed up?")


if __name__ == "__main__":
    unittest.main()
