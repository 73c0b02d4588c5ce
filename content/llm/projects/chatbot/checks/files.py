"""Reading the learner's files, for several checks of this project."""

import csv
import json
import os
import re

from cairn_check import Check

KINDS = ("covered", "outside", "refuse")


def words(text):
    """Return the set of words of a text in lower case."""
    return set(re.findall(r"\w+", text.lower()))


class FileCheck(Check):
    def lines(self, name, keys):
        """Return the objects of a file with one JSON object per line."""
        if not os.path.exists(name):
            self.fail(f"there is no file {name} in the project's folder: expected one JSON object "
                      f"with the keys {', '.join(keys)} on each line")
        found = []
        with open(name, encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                if not line.strip():
                    continue
                try:
                    made = json.loads(line)
                except ValueError as error:
                    made = error
                if not isinstance(made, dict):
                    self.fail(f"{name}, line {number} is no JSON object: expected one on each line")
                for key in keys:
                    if key not in made:
                        self.fail(f"{name}, line {number} has no key {key!r}: expected "
                                  f"{', '.join(keys)}")
                    if key in ("question", "answer") and not str(made[key]).strip():
                        self.fail(f"{name}, line {number} has an empty {key}")
                if made.get("kind", "covered") not in KINDS:
                    self.fail(f"{name}, line {number} has the kind {made['kind']!r}: expected "
                              "covered, outside or refuse")
                found.append(made)
        return found

    def cases(self):
        """Return the learner's test questions."""
        found = self.lines("test.jsonl", ["question", "kind", "must"])
        for number, case in enumerate(found, 1):
            if not isinstance(case["must"], list):
                self.fail(f"test.jsonl, question {number}: `must` is no list")
        return found

    def table(self, name, columns, command):
        """Return the rows of a CSV file as dictionaries."""
        header = ",".join(columns)
        if not os.path.exists(name):
            self.fail(f"there is no file {name}: python3 chatbot.py {command} writes it, with the "
                      f"header {header}")
        with open(name, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for column in columns:
            if not rows or column not in rows[0]:
                self.fail(f"{name} has no column {column}, or no rows: expected the header "
                          f"{header}")
        return [{column: row[column] or "" for column in columns} for row in rows]

    def shares(self, model):
        """Judge the replies of a model; return {kind: (right, total)} after comparing results."""
        answers = self.module("answers")
        said = [str(self.member(answers, name)).lower() for name in ("DONT_KNOW", "REFUSAL")]
        command = f"evaluate --model {model}"
        replies = {row["question"]: row["reply"] for row in
                   self.table("replies.csv", ["model", "question", "reply"], command)
                   if row["model"] == model}
        results = {row["kind"]: row for row in
                   self.table("results.csv", ["model", "kind", "right", "total"], command)
                   if row["model"] == model}
        found = {}
        cases = self.cases()
        for kind in KINDS:
            right = total = 0
            for case in (case for case in cases if case["kind"] == kind):
                total += 1
                if case["question"] not in replies:
                    self.fail(f"replies.csv has no reply of `{model}` to {case['question']!r}: "
                              "expected one for each question of test.jsonl")
                reply = replies[case["question"]].lower()
                wanted = ([str(must).lower() for must in case["must"]] if kind == "covered"
                          else [said[kind == "refuse"]])
                right += all(part in reply for part in wanted)
            if kind not in results:
                self.fail(f"results.csv has no row of the model `{model}` and the kind `{kind}`: "
                          f"python3 chatbot.py {command} writes it")
            row = (results[kind]["right"], results[kind]["total"])
            if row != (str(right), str(total)):
                self.fail(f"results.csv has {row[0]} right of {row[1]} for {model}, {kind}: "
                          f"expected {right} of {total}, as replies.csv shows; compare without "
                          "case, and count a reply as right only if it has all `must` entries")
            found[kind] = (right, total)
        return found
