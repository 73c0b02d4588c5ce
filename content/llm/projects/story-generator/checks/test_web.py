"""Are settings limited, and does the page say what writes along?"""

import os
import unittest

from files import FileCheck


class Web(FileCheck):
    def test_1_settings(self):
        """read_settings limits what the browser sends"""
        writing = self.module("writing")
        for data, expected, mistake in [
                ({"text": "Once.", "temperature": 0.7}, ("Once.", 0.7), "good data stays"),
                ({"text": "Once.", "temperature": "1.5"}, ("Once.", 1.5), "a number may come as a "
                 "text"),
                ({"text": "Once.", "temperature": 0}, ("Once.", 0.1), "0.1 is the least "
                 "temperature: the scores are divided by it"),
                ({"text": "Once.", "temperature": 50}, ("Once.", 2.0), "2.0 is the most")]:
            self.same(self.call(writing, "read_settings", data), expected, f"read_settings({data})",
                      mistake)
        got = self.call(writing, "read_settings", {"text": "a" * 30_000 + "b", "temperature": 1})
        if not isinstance(got, tuple) or got[0] != "a" * 19_999 + "b":
            self.fail("read_settings of a text of 30,001 characters did not return the last "
                      "20,000: expected that the end of the story stays")

    def test_2_malformed(self):
        """malformed data raises ValueError"""
        writing = self.module("writing")
        for data in (None, [], {}, {"text": "x"}, {"text": 7, "temperature": 1},
                     {"text": "x", "temperature": "warm"}, {"text": "x", "temperature": None},
                     {"text": "x", "temperature": "nan"}, {"text": "  ", "temperature": 1}):
            self.call(writing, "read_settings", data, expect=ValueError)

    def test_3_page(self):
        """page.html shows texts as texts and says what writes along"""
        if not os.path.exists("page.html"):
            self.fail("there is no file page.html in the project's folder")
        with open("page.html", encoding="utf-8") as file:
            text = file.read()
        if "innerHTML" in text:
            self.fail("page.html uses innerHTML: a proposal such as <b>hi</b> would become a tag; "
                      "use textContent")
        shown = "\n".join(line for line in text.splitlines() if not line.strip().startswith("//"))
        for part, mistake in [(".textContent", "proposals are put into the page with it"),
                              ("/propose", "the address that proposes"),
                              ("program", "the page says that a program writes along"),
                              ("trained", "the page says on which texts it was trained"),
                              ("unpleasant", "the page says that it can produce unpleasant text")]:
            if part not in shown:
                self.fail(f"page.html has no {part!r} outside comments: expected it, {mistake}")


if __name__ == "__main__":
    unittest.main()
