"""Is the table of tree depths right, and the choice from it?"""

import unittest

from cairn_check import Check
from cairn_houses import houses


class Trees(Check):
    call_seconds = 10

    def table(self, depths):
        module = self.module("house_prices")
        x, y = houses(300)
        train, valid = (x.head(200), y.head(200)), (x.tail(100), y.tail(100))
        function = self.member(module, "tree_table")
        got = self.run_code("tree_table(train, valid, "
                            f"{depths})", function, train, valid, depths, seconds=6)
        try:
            rows = [(depth, float(a), float(b)) for depth, a, b in got]
        except (TypeError, ValueError):
            self.fail("tree_table(train, valid, depths) did not give a list of (depth, training "
                      "RMSE, "
                      "validation RMSE)")
        self.same([row[0] for row in rows], depths, "the depths in the table", "one row for each "
                                                                               "depth, in the "
                                                                               "given order")
        return module, rows

    def test_1_tree(self):
        """fit_tree respects the depth"""
        module = self.module("house_prices")
        x, y = houses(200)
        for depth in (1, 3):
            tree = self.run_code(f"fit_tree(x, y, {depth})", self.member(module, "fit_tree"), x, y, depth)
            got = self.run_code(f"fit_tree(x, y, {depth}).get_depth()", lambda: tree.get_depth())
            self.same(got, depth, "the depth of fit_tree(x, y, "
                                  f"{depth})", "pass max_depth=depth to DecisionTreeRegressor")

    def test_2_unlimited(self):
        """a tree without a limit knows the training rows by heart"""
        module, rows = self.table([1, 3, None])
        depth, train, valid = rows[-1]
        if train > 1:
            self.fail(f"the tree without a limit has a training RMSE of {train:.0f}: expected 0; "
                      "None "
                      "goes to max_depth as it is, and the second number is measured on the "
                      "training part")
        if valid < 1000:
            self.fail(f"the tree without a limit has a validation RMSE of {valid:.0f}: expected "
                      "far more "
                      "than 0; measure the third number on the validation part, and fit on the "
                      "training "
                      f"part only")

    def test_3_falls(self):
        """training error falls with depth, and the table compares both parts"""
        module, rows = self.table([1, 2, 4, 8, None])
        errors = [row[1] for row in rows]
        if any(b > a + 1e-6 for a, b in zip(errors, errors[1:])):
            self.fail("the training RMSE by depth 1, 2, 4, 8, None is "
                      f"{[round(e) for e in errors]}: "
                      "expected that it falls; the second number is the error on the training "
                      "part")

    def test_4_best(self):
        """best_depth goes by the validation error"""
        module = self.module("house_prices")
        table = [(1, 90.0, 95.0), (4, 50.0, 61.0), (8, 20.0, 70.0), (None, 0.0, 84.0)]
        got = self.run_code("best_depth(table)", self.member(module, "best_depth"), table)
        mistake = "return the depth of the row with the smallest third number"
        if got is None:
            mistake = ("this is the row with the smallest training error, which is always the "
                       "unlimited "
                       "tree: compare validation errors")
        elif got == 61.0:
            mistake = "return the depth of that row, not its error"
        if got != 4:
            self.fail(f"best_depth(table) gave {got!r} for the validation errors 95, 61, 70, 84 of "
                      "the "
                      f"depths 1, 4, 8, None: expected 4; {mistake}")


if __name__ == "__main__":
    unittest.main()
