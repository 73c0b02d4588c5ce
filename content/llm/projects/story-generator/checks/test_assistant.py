"""Do proposals end well, does a long story fit, and can every step be taken back?"""

import json
import os
import tempfile
import unittest

from files import FileCheck


class Assistant(FileCheck):
    def test_1_cut(self):
        """cut_at_sentence ends at the end of a sentence"""
        writing = self.module("writing")
        for text, expected, mistake in [
                ("He ran. She fol", "He ran.", "the sentence that is not finished is cut off"),
                ("Why? No! And th", "Why? No!", "question and exclamation marks end sentences"),
                ("\"Come.\" And", "\"Come.\"", "a quotation mark after the full stop stays"),
                ("without an end", "", "there is no end of a sentence"), ("", "", "empty")]:
            self.same(self.call(writing, "cut_at_sentence", text), expected,
                      f"cut_at_sentence({text!r})", mistake)

    def test_2_context(self):
        """fit_context keeps the opening and the latest part"""
        writing = self.module("writing")
        for opening, story, room, expected, mistake in [
                ([1, 2], [3, 4], 9, [1, 2, 3, 4], "everything fits"),
                ([1, 2], [3, 4, 5, 6, 7], 5, [1, 2, 5, 6, 7], "the opening stays, the rest of "
                 "the room is for the end of the story"),
                ([1, 2], [3, 4], 2, [1, 2], "no room is left for the story: story[-0:] would be "
                 "the whole story"),
                ([1, 2, 3], [4], 2, [1, 2], "the opening alone is longer than the room")]:
            self.same(self.call(writing, "fit_context", opening, story, room), expected,
                      f"fit_context({opening}, {story}, {room})", mistake)

    def test_3_story(self):
        """Story saves each change and goes back"""
        maker = self.member(self.module("writing"), "Story")
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "a story.json")
            story = self.run_code("Story(path)", maker, path)
            for text in ("One.", "Two \u2013 caf\u00e9."):
                self.run_code(f"add({text!r})", story.add, text)
            if not os.path.exists(path):
                self.fail("after add there is no file: expected that add saves the story")
            loaded = self.run_code("Story.load(path)", maker.load, path)
            self.same(loaded.paragraphs, ["One.", "Two \u2013 caf\u00e9."],
                      "the paragraphs after add twice and load", "save writes "
                      "{\"paragraphs\": [...]}")
            self.run_code("back()", loaded.back)
            again = self.run_code("Story.load(path)", maker.load, path)
            self.same(again.paragraphs, ["One."], "the paragraphs after back and load",
                      "back removes the last paragraph and saves")
            self.run_code("back()", again.back)
            self.run_code("back() of an empty story", again.back)

    def test_4_session(self):
        """my_story.json has a story of five paragraphs"""
        if not os.path.exists("my_story.json"):
            self.fail("there is no file my_story.json: write a story with python3 story.py assist "
                      "my_story.json")
        try:
            with open("my_story.json", encoding="utf-8") as file:
                found = json.load(file)["paragraphs"]
        except (ValueError, KeyError, TypeError):
            found = None
        if not isinstance(found, list) or len(found) < 5:
            self.fail("my_story.json has not five paragraphs: expected {\"paragraphs\": [...]} "
                      "with five texts or more")
        for number, text in enumerate(found, 1):
            if not str(text).strip().rstrip("\"'\u201d\u2019").endswith((".", "!", "?")):
                self.fail(f"paragraph {number} of my_story.json ends in {str(text)[-20:]!r}: "
                          "expected the end of a sentence")


if __name__ == "__main__":
    unittest.main()
