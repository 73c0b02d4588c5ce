"""Reading the learner's files, for several checks of this project."""

import csv
import os
import re
from collections import Counter

from cairn_check import Check

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data")


def words(text):
    """Return the words of a text in lower case."""
    return re.findall(r"[a-z0-9']+", text.lower())


def f1(summary, reference):
    """Return the ROUGE-1 F1 of a summary."""
    a, b = Counter(words(summary)), Counter(words(reference))
    shared = sum((a & b).values())
    return 2 * shared / max(1, sum(a.values()) + sum(b.values()))


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def shipped(name):
    """Return the rows of a CSV file that came with the project."""
    return read(os.path.join(DATA, name))


class TableCheck(Check):
    def table(self, name, columns, command):
        """Return the rows of a CSV file as dictionaries."""
        header = ",".join(columns)
        if not os.path.exists(name):
            self.fail(f"there is no file {name}: {command}, with the header {header}")
        rows = read(name)
        for column in columns:
            if not rows or column not in rows[0]:
                self.fail(f"{name} has no column {column}, or no rows: expected the header "
                          f"{header}")
        return [{column: row[column] or "" for column in columns} for row in rows]
