"""Is Python new enough, and does it come from the project's own virtual environment?"""

import os
import sys
import unittest

from cairn_check import Check


class Setup(Check):
    def test_1_version(self):
        """python3 is version 3.10 or newer"""
        found = ".".join(str(part) for part in sys.version_info[:3])
        if sys.version_info < (3, 10):
            self.fail(f"{sys.executable} is Python {found}: expected 3.10 or newer; install a "
                      "newer one and make .venv again with it")

    def test_2_environment(self):
        """the project has a virtual environment in .venv"""
        if sys.prefix == sys.base_prefix:
            self.fail(f"{sys.executable} is not in a virtual environment: expected the folder "
                      f".venv in {os.getcwd()}; go there and run  python3 -m venv .venv")

    def test_3_file(self):
        """calculator.py can be imported"""
        self.module("calculator")


if __name__ == "__main__":
    unittest.main()
