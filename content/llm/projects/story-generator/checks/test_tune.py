"""Did the held-out perplexity fall, and is the best model kept?"""

import unittest

from files import FileCheck


class Tune(FileCheck):
    def test_1_history(self):
        """the perplexity on held-out stories falls, and the lowest is kept"""
        rows = self.table("history.csv", ["step", "valid_perplexity", "kept"],
                          ["step", "valid_perplexity"], "python3 story.py train writes it")
        if len(rows) < 3:
            self.fail(f"history.csv has {len(rows)} rows: expected one for step 0, before the "
                      "training, and two or more later ones")
        self.same(rows[0]["step"], 0.0, "the first step of history.csv",
                  "measure once before the training")
        values = [row["valid_perplexity"] for row in rows]
        if min(values) < 1:
            self.fail(f"history.csv has a perplexity of {min(values):g}: expected 1 or more; it is "
                      "math.exp of the mean loss per token")
        if min(values) >= values[0]:
            self.fail(f"history.csv: the perplexity is {values[0]:g} at first and never lower: "
                      "expected that it falls; try a smaller learning rate")
        kept = [k for k, row in enumerate(rows) if row["kept"] == "yes"]
        best = values.index(min(values))
        if kept != [best]:
            self.fail(f"history.csv marks the rows {[k + 1 for k in kept]} as kept: expected `yes` "
                      f"in row {best + 1} alone, which has the lowest valid_perplexity")


if __name__ == "__main__":
    unittest.main()
