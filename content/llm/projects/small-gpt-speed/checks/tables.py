"""Reading the learner's CSV files, for several checks of this project."""

import csv
import os
import statistics

from cairn_check import Check


class TableCheck(Check):
    def table(self, name, columns, numbers=(), command=""):
        """Return the rows of a CSV file as dictionaries; the cells of `numbers` are floats."""
        header = ",".join(columns)
        if not os.path.exists(name):
            self.fail(f"there is no file {name}: {('python3 speed.py ' + command).strip()} writes "
                      f"it, with the header {header}")
        with open(name, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for column in columns:
            if not rows or column not in rows[0]:
                self.fail(f"{name} has no column {column}, or no rows: expected the header "
                          f"{header}")
        for number, row in enumerate(rows, 2):
            for column in numbers:
                try:
                    row[column] = float(row[column])
                except (TypeError, ValueError):
                    row[column] = None
                if row[column] is None:
                    self.fail(f"{name}, row {number}: the cell of column {column} is no number")
        return rows

    def tokens(self, run):
        """Return the token ids of a run of tokens.csv, in the order of their positions."""
        rows = self.table("tokens.csv", ["run", "position", "token"], ["position", "token"])
        rows = sorted((row["position"], row["token"]) for row in rows if row["run"] == run)
        if len(rows) < 50:
            self.fail(f"tokens.csv has {len(rows)} rows of the run `{run}`: expected 50 or more")
        if [position for position, _ in rows] != list(range(len(rows))):
            self.fail(f"the positions of the run `{run}` in tokens.csv are not 0, 1, 2, ...: "
                      "expected each once; write a fresh file each time")
        return [token for _, token in rows]

    def same_tokens(self, first, second, mistake):
        """Fail unless two runs of tokens.csv have the same token ids."""
        a, b = self.tokens(first), self.tokens(second)
        if len(a) != len(b):
            self.fail(f"the runs `{first}` and `{second}` of tokens.csv have {len(a)} and {len(b)} "
                      "tokens: expected the same number; set the least and the greatest number of "
                      "new tokens to the same value")
        for k, (x, y) in enumerate(zip(a, b)):
            if x != y:
                self.fail(f"the runs `{first}` and `{second}` of tokens.csv differ from position "
                          f"{k} on ({x:g} and {y:g}): expected the same ids; {mistake}")

    def seconds(self, run):
        """Return the median of a run of timings.csv, which needs five rows."""
        rows = self.table("timings.csv", ["run", "seconds"], ["seconds"], "--cache")
        values = [row["seconds"] for row in rows if row["run"] == run]
        if len(values) < 5:
            self.fail(f"timings.csv has {len(values)} rows of the run `{run}`: expected five or "
                      "more, one for each time that it was measured")
        if min(values) <= 0:
            self.fail(f"timings.csv has a time of {min(values):g} for the run `{run}`: expected "
                      "more than 0")
        return statistics.median(values)
