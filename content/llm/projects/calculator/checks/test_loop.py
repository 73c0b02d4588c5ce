"""Does the program ask again and again, and survive mistakes?"""

import re
import unittest

from cairn_check import Check, last_line, program

SECONDS = 8


class Loop(Check):
    def dialog(self, lines):
        """Run the program with these lines as input; return its output, cut at the prompts."""
        self.module("calculator")
        shown = ", ".join(repr(line) for line in lines)
        if Check.stuck:
            self.skipTest("an earlier dialog did not end")
        status, output, errors = program(["calculator.py"], "".join(line + "\n" for line in lines),
                                         SECONDS)
        if status is None:
            Check.stuck = True
            self.fail(f"with the input {shown} the program did not end within {SECONDS} seconds, "
                      "or printed without end: leave the loop at `quit`, and at EOFError, which "
                      "input() raises at the end")
        if status != 0:
            last = last_line(errors)
            mistake = "catch CalculatorError inside the loop"
            if last.startswith("EOFError"):
                mistake = "catch EOFError around input() and leave the loop"
            elif last.startswith("NotImplementedError"):
                mistake = "this part is not written yet"
            elif last.startswith("ZeroDivisionError"):
                mistake = "apply() must raise CalculatorError instead"
            self.fail(f"with the input {shown} the program ended with exit status "
                      f"{status} ({last}): expected 0; {mistake}")
        if "__main__" not in self.module_text("calculator"):
            self.fail("calculator.py never calls main(): keep the last two lines of the starter")
        return shown, output

    def answers(self, lines):
        shown, output = self.dialog(lines)
        found = re.findall(r"error:|(?<![\w.])-?\d+(?:\.\d+)?(?=\s*(?:\n|$))", output)
        return shown, found, output

    def test_1_answers(self):
        """each line gets its answer"""
        shown, found, output = self.answers(["1+2", "2 * 3.5", "quit"])
        if found != ["3", "7"]:
            self.fail(f"with the input {shown} the program printed {output!r}: expected the "
                      "answers 3 and 7, each at the end of a line; print "
                      "format_number(evaluate(line))")

    def test_2_mistakes(self):
        """a wrong line prints error: and the program goes on"""
        shown, found, output = self.answers(["1+2", "1/0", "2 & 3", "2*3", "quit"])
        if found.count("error:") == 1 and "6" not in found:
            self.fail(f"with the input {shown} the program stopped after the first mistake: "
                      "expected 6 for the last line; put try and except inside the loop")
        if [f for f in found if f in ("3", "error:", "6")] != ["3", "error:", "error:", "6"]:
            self.fail(f"with the input {shown} the program printed {output!r}: expected 3, two "
                      "lines with `error:` and 6; print the text of the CalculatorError after "
                      "`error: `")

    def test_3_quit(self):
        """quit ends the program"""
        shown, found, output = self.answers(["quit", "7*7"])
        if "49" in found:
            self.fail(f"with the input {shown} the program went on after quit: expected that it "
                      "ends; compare the line with \"quit\" before it is calculated, and break")
        if "error:" in found:
            self.fail(f"with the input {shown} the program printed {output!r}: expected nothing; "
                      "test for \"quit\" before the line is calculated")

    def test_4_end_of_input(self):
        """the end of input (Ctrl-D) ends the program"""
        shown, found, output = self.answers(["1+1"])
        if found != ["2"]:
            self.fail(f"with the input {shown} and no quit the program printed {output!r}: "
                      "expected 2")

    def test_5_empty(self):
        """an empty line is no mistake"""
        shown, found, output = self.answers(["", "5-1", "quit"])
        if found != ["4"]:
            self.fail(f"with the input {shown} the program printed {output!r}: expected 4 alone; "
                      "after an empty line ask again, without an answer or an error")


if __name__ == "__main__":
    unittest.main()
