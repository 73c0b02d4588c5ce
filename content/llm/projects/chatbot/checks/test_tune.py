"""Do only answers count in the loss, and did training help?"""

import unittest

from files import FileCheck


class Tune(FileCheck):
    def test_1_mask(self):
        """mask hides the prompt, and only the prompt"""
        answers = self.module("answers")
        for prompt, whole, expected in [
                ([1, 2, 3], [1, 2, 3, 7, 8], [-100, -100, -100, 7, 8]),
                ([5], [5, 6], [-100, 6])]:
            self.same(self.call(answers, "mask", prompt, whole), expected,
                      f"mask({prompt}, {whole})", "as many labels as ids: -100 for each id of the "
                      "prompt, the id itself for the answer; the model shifts them on its own")
        self.call(answers, "mask", [1, 9], [1, 2, 3], expect=ValueError)

    def test_2_history(self):
        """the held-out loss falls, and the best epoch is kept"""
        columns = ["epoch", "train_loss", "valid_loss", "kept"]
        rows = self.table("history.csv", columns, "train")
        try:
            losses = [float(row["valid_loss"]) for row in rows]
        except ValueError:
            losses = None
        if losses is None:
            self.fail("history.csv has a valid_loss that is no number")
        if len(losses) < 2:
            self.fail("history.csv has one row: expected a first row for epoch 0, before the "
                      "training, and one for each epoch")
        if min(losses) >= losses[0]:
            self.fail(f"history.csv: the held-out loss is {losses[0]:.3f} at first and never "
                      "below: expected that it falls; try another learning rate")
        kept = [k for k, row in enumerate(rows) if row["kept"] == "yes"]
        if kept != [losses.index(min(losses))]:
            self.fail(f"history.csv marks the rows {[k + 1 for k in kept]} as kept: expected `yes` "
                      f"in row {losses.index(min(losses)) + 1} alone, which has the lowest "
                      "valid_loss")

    def test_3_better(self):
        """on covered questions the tuned model does better than the untuned one"""
        tuned, untuned = (self.shares(model)["covered"] for model in ("tuned", "untuned"))
        if tuned[0] <= untuned[0]:
            self.fail(f"the tuned model has {tuned[0]} of {tuned[1]} covered questions right, the "
                      f"untuned one {untuned[0]}: expected more after fine-tuning")


if __name__ == "__main__":
    unittest.main()
