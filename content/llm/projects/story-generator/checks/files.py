"""Reading the learner's files, for several checks of this project."""

import csv
import json
import os
import re

from cairn_check import Check


def words(text):
    """Return the words of a text in lower case."""
    return re.findall(r"[a-z0-9']+", text.lower())


class FileCheck(Check):
    def stories(self, name):
        """Return the stories of a file with one JSON object per line."""
        if not os.path.exists(name):
            self.fail(f"there is no file {name}: python3 story.py prepare FOLDER writes it, one "
                      "JSON object with title, source, license and text on each line")
        found = []
        with open(name, encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                try:
                    made = json.loads(line)
                except ValueError:
                    made = None
                if not isinstance(made, dict):
                    self.fail(f"{name}, line {number} is no JSON object")
                for key in ("title", "source", "license", "text"):
                    if not str(made.get(key, "")).strip():
                        self.fail(f"{name}, line {number} has no {key}: expected title, source, "
                                  "license (or why it is free) and text")
                found.append(made)
        return found

    def table(self, name, columns, numbers, command):
        """Return the rows of a CSV file as dictionaries; the cells of `numbers` are floats."""
        header = ",".join(columns)
        if not os.path.exists(name):
            self.fail(f"there is no file {name}: {command}, with the header {header}")
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
