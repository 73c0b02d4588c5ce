"""Reading the learner's CSV files, for several checks of this project."""

import csv
import os

from cairn_check import Check


class TableCheck(Check):
    def table(self, name, columns, numbers=(), command="fill"):
        """Return the rows of a CSV file as dictionaries; the cells of `numbers` are floats."""
        if not os.path.exists(name):
            self.fail(f"there is no file {name}: python3 bias.py {command} writes it, with the "
                      f"header {','.join(columns)}")
        with open(name, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for column in columns:
            if not rows or column not in rows[0]:
                self.fail(f"{name} has no column {column}: expected the header {','.join(columns)}")
        for number, row in enumerate(rows, 2):
            for column in numbers:
                try:
                    row[column] = float(row[column])
                except (TypeError, ValueError):
                    row[column] = None
                if row[column] is None:
                    self.fail(f"{name}, row {number}: the cell of column {column} is no number")
        return rows

    def neutral(self):
        """Return the learner's list of neutral subjects."""
        return list(self.member(self.module("bias"), "NEUTRAL"))

    def shares(self):
        """Return shares.csv as {(subject, template): share}."""
        rows = self.table("shares.csv", ["subject", "template", "share"], ["share"])
        return {(row["subject"], row["template"]): row["share"] for row in rows}
