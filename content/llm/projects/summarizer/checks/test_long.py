"""Is a long text summarized in stages, with stored parts?"""

import os
import tempfile
import unittest

from tables import TableCheck, words

LATE = ("jessamine", "glassworks", "kestrelby", "power station", "lorrimer", "observatory")


class Long(TableCheck):
    def test_1_cached(self):
        """cached makes each summary once"""
        texts = self.module("texts")
        function = self.member(texts, "cached")
        made = []

        def make(text):
            made.append(text)
            return f"made {len(made)} \u2013 {text}"
        with tempfile.TemporaryDirectory() as outer:
            folder = os.path.join(outer, "summaries")

            def get(text, settings):
                return self.run_code(f"cached({text!r}, {settings}, make, folder)", function, text,
                                     settings, make, folder)
            first = get("one", {"beams": 4})
            again = get("one", {"beams": 4})
            self.same(len(made), 1, "the number of calls of make when cached is called twice with "
                      "the same text and settings", "look for the file before you call make")
            self.same(again, first, "the stored result", "write and read it with "
                      "encoding=\"utf-8\"")
            get("two", {"beams": 4})
            self.same(len(made), 2, "the number of calls of make after another text",
                      "the file's name must depend on the text")
            get("one", {"beams": 1})
            self.same(len(made), 3, "the number of calls of make after another setting",
                      "the file's name must depend on the settings too, or a changed setting finds "
                      "an old result")

    def long(self, text, limit, summarize):
        def split(whole):
            found = whole.split()
            return [" ".join(found[k:k + 100]) for k in range(0, len(found), 100)] or [""]
        function = self.member(self.module("texts"), "summarize_long")
        return self.run_code(f"summarize_long(text of {len(text.split())} words, {limit}, split, "
                             "summarize)", function, text, limit, split, summarize, seconds=10)

    def test_2_stages(self):
        """a long text is summarized until it is short enough"""
        seen = []

        def summarize(piece):
            seen.append(piece)
            return " ".join(piece.split()[:40])
        text = " ".join(f"w{k}" for k in range(2000))
        got = self.long(text, 300, summarize)
        if not isinstance(got, str) or len(got.split()) > 330:
            size = len(got.split()) if isinstance(got, str) else 0
            self.fail(f"summarize_long of 2,000 words gave {size} words: expected about 300 at "
                      "most; summarize the joined summaries again while they are longer")
        missing = [word for word in text.split() if not any(word in p.split() for p in seen)]
        if missing:
            self.fail(f"summarize_long never summarized the piece with {missing[0]}: expected that "
                      "each piece is summarized in the first round")
        if len(got.split()) < 60:
            self.fail(f"summarize_long gave {len(got.split())} words for a limit of 300: expected "
                      "that it stops as soon as the joined summaries are short enough")

    def test_3_ends(self):
        """it ends even when the summaries do not get shorter"""
        self.long(" ".join(f"w{k}" for k in range(500)), 300, lambda piece: piece)

    def test_4_chronicle(self):
        """the summary of the chronicle reaches its last quarter"""
        name = "chronicle-summary.txt"
        if not os.path.exists(name):
            self.fail(f"there is no file {name}: python3 summarize.py data/chronicle.txt --out "
                      f"{name} writes it")
        with open(name, encoding="utf-8") as file:
            text = file.read()
        size = len(words(text))
        if not 50 <= size <= 450:
            self.fail(f"{name} has {size} words: expected about 300, at least 50 and at most 450")
        if not any(name in " ".join(text.lower().split()) for name in LATE):
            self.fail(f"{name} has nothing of the last three chapters, such as the families "
                      "Jessamine, Kestrelby and Lorrimer: expected that the end of the text "
                      "reaches the summary; are the joined summaries cut off?")

    def test_5_stored(self):
        """the partial summaries are on disk"""
        count = len(os.listdir("summaries")) if os.path.isdir("summaries") else 0
        if count < 12:
            self.fail(f"the folder summaries has {count} files: expected 12 or more, one for each "
                      "piece of the chronicle; it has twelve chapters")


if __name__ == "__main__":
    unittest.main()
