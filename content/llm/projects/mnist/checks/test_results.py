"""Are the results of both networks written down, and are they good enough?"""

import csv
import unittest

from cairn_check import Check

WANTED = {"mnist": {"net": 0.97, "conv": 0.985}, "drawings": {"net": 0.8, "conv": 0.88}}


class Results(Check):
    def test_1_results(self):
        """results.csv has both networks on the same data, and the second is better"""
        try:
            with open("results.csv", encoding="utf-8", newline="") as file:
                rows = list(csv.DictReader(file))
        except OSError:
            self.fail("there is no results.csv: let the program write it after training both "
                      "networks")
        found = {}
        for number, row in enumerate(rows, start=2):
            try:
                found[row["data"], row["model"]] = float(row["test_accuracy"]), int(row["parameters"])
            except (KeyError, TypeError, ValueError):
                self.fail(f"line {number} of results.csv is {row}: expected the columns data, "
                          "model, parameters and "
                          f"test_accuracy, the last two as numbers")
        names = {data for data, model in found}
        data = "mnist" if "mnist" in names else "drawings"
        for model in ("net", "conv"):
            if (data, model) not in found:
                self.fail(f"results.csv has no line for the model {model} on {data}: expected one "
                          "for net and one for "
                          f"conv; it has {sorted(found)}")
            accuracy, parameters = found[data, model]
            if accuracy > 1:
                self.fail(f"results.csv says that {model} has a test accuracy of {accuracy:g}: "
                          "expected a share from 0 "
                          f"to 1, not percent")
            if accuracy < WANTED[data][model]:
                self.fail(f"results.csv says that {model} has a test accuracy of {accuracy:.4f} on "
                          f"{data}: expected "
                          f"{WANTED[data][model]} or more; train for more epochs, as long as the "
                          "validation part gains")
        self.same(found[data, "net"][1], 101770, "the parameters of net in "
                                                 "results.csv", "count_parameters(model)")
        if not found[data, "conv"][0] > found[data, "net"][0]:
            self.fail("results.csv says that conv is no better than net "
                      f"({found[data, 'conv'][0]:.4f} and "
                      f"{found[data, 'net'][0]:.4f}): expected more; the convolutional network "
                      "should win")


if __name__ == "__main__":
    unittest.main()
