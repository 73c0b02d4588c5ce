"""Are the mistakes counted and shown?"""

import contextlib
import unittest

import numpy as np

from cairn_arrays import Check
from cairn_check import Printed


class Mistakes(Check):
    def test_1_table(self):
        """confusion counts pairs of right and predicted digits"""
        digits = self.module("digits")
        labels, predicted = np.array([1, 1, 1, 4, 9]), np.array([1, 7, 7, 4, 4])
        got = self.run_code("confusion(labels, predicted)", self.member(digits, "confusion"), labels, predicted)
        wanted = np.zeros((10, 10))
        for right, said in zip(labels, predicted):
            wanted[right, said] += 1
        mistake = "add 1 at [right digit, predicted digit] for each picture"
        array = np.asarray(got, dtype=float) if got is not None else np.zeros(0)
        if np.array_equal(array, wanted.T):
            mistake = "rows and columns are swapped: rows are the right digits, columns the predicted ones"
        elif array.shape == (10, 10) and array.sum() == 4:
            mistake = "a pair that occurs twice counts twice: use np.add.at, or a loop"
        self.close(got, wanted, "confusion([1, 1, 1, 4, 9], [1, 7, 7, 4, 4])", mistake)

    def test_2_pair(self):
        """most_confused finds the largest number off the diagonal"""
        digits = self.module("digits")
        table = np.diag([20] * 10)
        table[3, 5], table[5, 3], table[9, 4] = 2, 4, 3
        before = table.copy()
        got = self.run_code("most_confused(table)", self.member(digits, "most_confused"), table)
        try:
            pair = tuple(int(v) for v in got)
        except (TypeError, ValueError):
            self.fail(f"most_confused(table) gave {got!r}: expected a pair of digits")
        mistake = "leave the diagonal out and find the largest entry"
        if pair == (3, 5):
            mistake = "the right digit (the row) comes first"
        elif pair and pair[0] == pair[1]:
            mistake = "the diagonal has the right answers: leave it out"
        self.same(pair, (5, 3), "most_confused(table)", mistake)
        if not np.array_equal(table, before):
            self.fail("most_confused(table) changed the table: expected it as it was; work on "
                      "table.copy()")

    def test_3_show(self):
        """show prints 8 lines of 8 characters"""
        digits = self.module("digits")
        picture = np.zeros(64)
        picture[[0, 1, 15]] = 1.0
        text = Printed()
        function = self.member(digits, "show")

        def shown():
            with contextlib.redirect_stdout(text):
                function(picture)
            return True
        self.run_code("show(picture)", shown)
        lines = text.getvalue().split("\n")
        lines = lines[:-1] if lines and lines[-1] == "" else lines
        if [len(line) for line in lines] != [8] * 8:
            self.fail(f"show(picture) printed lines of {[len(line) for line in lines]} characters: "
                      "expected 8 lines "
                      f"of 8 characters, one for each pixel")
        inked = [(y, x) for y, line in enumerate(lines) for x, c in enumerate(line) if c != " "]
        if inked != [(0, 0), (0, 1), (1, 7)]:
            self.fail(f"show(picture) with ink at (0, 0), (0, 1) and (1, 7) printed {lines[:2]}: "
                      "expected a character "
                      f"other than a blank exactly there; cut the 64 values with reshape(8, 8)")


if __name__ == "__main__":
    unittest.main()
