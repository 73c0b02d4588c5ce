"""Do the learner's own tests pass, and do they notice mistakes that are planted in stats.py?"""

import os
import tempfile
import unittest

from cairn_check import Check, program

SECONDS = 20

# Each mistake replaces one function after the learner's own stats.py has been read.
MISTAKES = {
    "a mean that leaves out all values after the thirtieth":
        "_mean = mean\ndef mean(values):\n    return _mean(values[:30])\n",
    "a median that takes the upper one of two middle values":
        "def median(values):\n    return sorted(values)[len(values) // 2]\n",
    "a sample variance that divides by n instead of n - 1":
        "_v = variance\ndef variance(values, sample=False):\n    return _v(values, False)\n",
    "a population variance that divides by n - 1 instead of n":
        "_v = variance\ndef variance(values, sample=False):\n"
        "    return _v(values, sample) if sample or len(values) < 2 else _v(values, True)\n",
}


class OwnTests(Check):
    def own_tests(self, folder):
        """Run test_stats.py in a folder; return (passed, last line of what it said)."""
        status, output, errors = program(["test_stats.py"], seconds=SECONDS, folder=folder)
        if status is None:
            self.fail(f"test_stats.py did not end within {SECONDS} seconds")
        lines = (errors + output).strip().splitlines() or ["it said nothing"]
        told = [line for line in lines if "Error" in line or line.startswith("FAIL")]
        return status == 0, (told or lines)[-1]

    def present(self):
        self.module("stats")
        if not os.path.exists("test_stats.py"):
            self.fail("there is no file test_stats.py in the project's folder: write your "
                      "comparison with the module statistics there")

    def test_1_pass(self):
        """your tests in test_stats.py pass"""
        self.present()
        passed, said = self.own_tests(os.getcwd())
        if not passed:
            self.fail(f"python3 test_stats.py ended with an error: {said}")

    def test_2_notice(self):
        """your tests notice mistakes that are planted in stats.py"""
        self.present()
        passed, said = self.own_tests(os.getcwd())
        if not passed:
            self.skipTest("the tests do not pass yet")
        own = os.path.abspath("stats.py")
        for mistake, code in MISTAKES.items():
            with tempfile.TemporaryDirectory() as folder:
                for name in os.listdir("."):
                    if name not in ("stats.py", "__pycache__"):
                        os.symlink(os.path.abspath(name), os.path.join(folder, name))
                # A link would lead back to the folder with the right stats.py: copy this one.
                os.unlink(os.path.join(folder, "test_stats.py"))
                with open("test_stats.py", encoding="utf-8") as file:
                    text = file.read()
                with open(os.path.join(folder, "test_stats.py"), "w", encoding="utf-8") as file:
                    file.write(text)
                with open(os.path.join(folder, "stats.py"), "w", encoding="utf-8") as file:
                    file.write(f"exec(compile(open({own!r}, encoding='utf-8').read(), {own!r}, "
                               f"'exec'))\n{code}")
                passed, said = self.own_tests(folder)
            if passed:
                self.fail(f"test_stats.py did not notice {mistake}: expected that it fails then; "
                          f"compare mean, median, pvariance and variance for 100 random lists of 2 "
                          f"to 50 values, and end the file with unittest.main()")


if __name__ == "__main__":
    unittest.main()
