"""Do the learner's own tests of first_pronoun pass, and do they notice planted mistakes?"""

import os
import tempfile
import unittest

from cairn_check import Check, program

SECONDS = 50

# Each mistake replaces first_pronoun after the learner's own bias.py has been read.
MISTAKES = {
    "a first_pronoun that finds `he` inside other words, such as `the`":
        "def first_pronoun(text):\n"
        "    text = text.lower()\n"
        "    return 'she' if 'she' in text else 'he' if 'he' in text else _first(text)\n",
    "a first_pronoun that knows only `he` and `she`, not `him` or `her`":
        "def first_pronoun(text):\n"
        "    import re\n"
        "    found = [w for w in re.findall('[a-z]+', text.lower()) if w in ('he', 'she')]\n"
        "    return found[0] if found else 'none'\n",
    "a first_pronoun that takes the last pronoun instead of the first":
        "def first_pronoun(text):\n"
        "    return _first(' '.join(reversed(text.split())))\n",
    "a first_pronoun that never answers `none`":
        "def first_pronoun(text):\n"
        "    found = _first(text)\n"
        "    return 'he' if found == 'none' else found\n",
}


class OwnTests(Check):
    def own_tests(self, folder):
        """Run test_bias.py in a folder; return (passed, last line of what it said)."""
        status, output, errors = program(["test_bias.py"], seconds=SECONDS, folder=folder)
        if status is None:
            self.fail(f"test_bias.py did not end within {SECONDS} seconds")
        lines = (errors + output).strip().splitlines() or ["it said nothing"]
        told = [line for line in lines if "Error" in line or line.startswith("FAIL")]
        return status == 0, (told or lines)[-1]

    def test_1_notice(self):
        """your tests in test_bias.py pass, and notice planted mistakes"""
        self.member(self.module("bias"), "first_pronoun")
        if not os.path.exists("test_bias.py"):
            self.fail("there is no file test_bias.py in the project's folder: write ten examples "
                      "of first_pronoun there, as tests of the module unittest")
        passed, said = self.own_tests(os.getcwd())
        if not passed:
            self.fail(f"python3 test_bias.py ended with an error: {said}")
        own = os.path.abspath("bias.py")
        for mistake, code in MISTAKES.items():
            with tempfile.TemporaryDirectory() as folder:
                for name in os.listdir("."):
                    if name not in ("bias.py", "test_bias.py", "__pycache__"):
                        os.symlink(os.path.abspath(name), os.path.join(folder, name))
                # A link would lead back to the folder with the right bias.py: copy this one.
                with open("test_bias.py", encoding="utf-8") as file:
                    text = file.read()
                with open(os.path.join(folder, "test_bias.py"), "w", encoding="utf-8") as file:
                    file.write(text)
                with open(os.path.join(folder, "bias.py"), "w", encoding="utf-8") as file:
                    file.write(f"exec(compile(open({own!r}, encoding='utf-8').read(), {own!r}, "
                               f"'exec'))\n_first = first_pronoun\n{code}")
                passed, said = self.own_tests(folder)
            if passed:
                self.fail(f"test_bias.py did not notice {mistake}: expected that it fails then; "
                          "add an example for this, and end the file with unittest.main()")


if __name__ == "__main__":
    unittest.main()
