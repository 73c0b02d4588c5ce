"""Does read_column read one column of a CSV file?"""

import os
import tempfile
import unittest

from cairn_check import Check, short

FILE = '''place,minutes,note
desk,30,good
"kitchen, window seat",45.5,"said ""enough"" at last"
train,,slept
desk, 12 ,
library,7
cafe,-3,"two
lines"
'''


class ReadColumn(Check):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = os.path.join(folder.name, "example.csv")

    def read(self, text, column, **options):
        with open(self.path, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        stats = self.module("stats")
        function = self.member(stats, "read_column")
        shown = f"read_column of the lines {short(text, 90)} and the column {column!r}"
        return shown, self.run_code(shown, function, self.path, column, **options)

    def pair(self, text, column):
        shown, got = self.read(text, column)
        if not isinstance(got, tuple) or len(got) != 2:
            self.fail(f"{shown} gave {short(got)}: expected two results, the list of values and "
                      "the number of empty cells:  return values, empty")
        return shown, got

    def test_1_values(self):
        """the values come as floats, in the order of the file"""
        shown, (values, empty) = self.pair("day,minutes\n1,30\n2,12\n3,45.5\n", "minutes")
        self.same(values, [30.0, 12.0, 45.5], shown, "one float for each row, in order")
        for value in values:
            if not isinstance(value, float):
                self.fail(f"{shown} gave {short(value)} in the list: expected {float(value)!r}; "
                          "turn the cell's text into a number with float()")
        self.same(empty, 0, f"the second result of {shown}", "no cell is empty")

    def test_2_quotes(self):
        """a quoted cell may hold a comma or a line end"""
        shown, (values, _) = self.pair(FILE, "minutes")
        self.same(values, [30.0, 45.5, 12.0, 7.0, -3.0], "read_column of a file with quoted cells",
                  "do not cut lines at commas yourself: csv.DictReader knows quotes")

    def test_3_empty(self):
        """empty cells are left out and counted"""
        shown, (values, empty) = self.pair("a,b\n1,2\n,4\n5, \n7,8\n", "b")
        self.same(values, [2.0, 4.0, 8.0], shown, "a cell of spaces is empty: strip() it first")
        self.same(empty, 1, f"the second result of {shown}", "one cell of column b is empty")

    def test_4_no_column(self):
        """a column that does not exist raises ValueError and is named"""
        shown, error = self.read("a,b\n1,2\n", "minutes", expect=ValueError)
        if "minutes" not in str(error):
            self.fail(f"{shown} raised ValueError({str(error)!r}): expected a message that names "
                      "the column minutes")

    def test_5_no_number(self):
        """a cell that is not a number raises ValueError with column and line"""
        shown, error = self.read("day,pages\n1,2\n3,many\n", "pages", expect=ValueError)
        text = str(error)
        if "pages" not in text:
            self.fail(f"{shown} raised ValueError({text!r}): expected a message that names the "
                      "column pages; catch the error of float() and raise one of your own")
        if "3" not in text:
            self.fail(f"{shown} raised ValueError({text!r}): expected a message that names line 3; "
                      f"reader.line_num is the line")

    def test_6_study(self):
        """data/study.csv has 113 values in the column minutes"""
        if not os.path.exists("data/study.csv"):
            self.fail("there is no file data/study.csv in the project's folder: it came with the "
                      "project; cairn project reset basic-statistics brings it back")
        stats = self.module("stats")
        got = self.call(stats, "read_column", "data/study.csv", "minutes")
        if not isinstance(got, tuple) or len(got) != 2:
            self.fail(f"read_column('data/study.csv', 'minutes') gave {short(got)}: expected two "
                      f"results, the list and the number of empty cells")
        self.same((len(got[0]), got[1]), (113, 7), "the number of values and of empty cells in the "
                  "column minutes of data/study.csv", "no row may be lost")


if __name__ == "__main__":
    unittest.main()
