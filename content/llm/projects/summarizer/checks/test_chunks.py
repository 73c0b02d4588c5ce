"""Are long texts cut between sentences, with nothing lost?"""

import os
import unittest

from tables import DATA, TableCheck


def count(text):
    """Count tokens as models do: words, and two special tokens for each text."""
    return len(text.split()) + 2


class Chunks(TableCheck):
    def pieces(self, text, limit):
        got = self.call(self.module("texts"), "split_text", text, count, limit, seconds=20)
        if not isinstance(got, list) or not all(isinstance(piece, str) for piece in got):
            self.fail(f"split_text gave {got!r}: expected a list of texts")
        return got

    def test_1_sentences(self):
        """sentences cuts after . ! ? and joins broken lines"""
        texts = self.module("texts")
        for text, expected, mistake in [
                ("One came. Two left! Why?", ["One came.", "Two left!", "Why?"],
                 "cut after each full stop, exclamation mark and question mark"),
                ("It was\nlate. We\nleft.", ["It was late.", "We left."],
                 "a line end inside a paragraph is a space"),
                ("Chapter 1\n\nIt cost 6.6 crowns.", ["Chapter 1", "It cost 6.6 crowns."],
                 "an empty line ends a sentence too, and a full stop without a space after it "
                 "does not"),
                ("\"Stop.\" He ran.", ["\"Stop.\"", "He ran."],
                 "a quotation mark after the full stop belongs to the sentence"),
                ("", [], "no text, no sentences")]:
            self.same(self.call(texts, "sentences", text), expected, f"sentences({text!r})",
                      mistake)

    def test_2_limit(self):
        """each piece fits"""
        text = " ".join(f"This is sentence number {k}." for k in range(60))
        for limit in (12, 30, 900):
            for piece in self.pieces(text, limit):
                if count(piece) > limit:
                    self.fail(f"split_text with a limit of {limit} gave a piece of {count(piece)} "
                              f"tokens, {piece[:50]!r}...: expected {limit} at most; count the "
                              "tokens of the whole piece: special tokens come once for each piece")
                if not piece.endswith("."):
                    self.fail(f"split_text gave a piece that ends in {piece[-20:]!r}: expected the "
                              "end of a sentence")

    def test_3_none_lost(self):
        """joined, the pieces have all sentences in order"""
        texts = self.module("texts")
        with open(os.path.join(DATA, "chronicle.txt"), encoding="utf-8") as file:
            text = file.read()
        whole = self.call(texts, "sentences", text, seconds=20)
        joined = [part for piece in self.pieces(text, 300)
                  for part in self.call(texts, "sentences", piece)]
        if joined != whole:
            k = next((k for k, (a, b) in enumerate(zip(joined, whole)) if a != b),
                     min(len(joined), len(whole)))
            here = whole[k] if k < len(whole) else "nothing more"
            self.fail(f"the pieces of chronicle.txt have {len(joined)} sentences, the text "
                      f"{len(whole)}: expected the same in the same order; the first difference is "
                      f"at {here[:60]!r}; is the last piece added after the loop?")

    def test_4_chapters(self):
        """pieces do not cross the borders of chapters"""
        text = "Chapter 1\n\nThe ship came.\n\nIt left.\n\nChapter 2\n\nThe town slept."
        got = self.pieces(text, 900)
        if len(got) != 2 or "Chapter 2" in got[0] or not got[1].startswith("Chapter 2"):
            self.fail(f"split_text({text!r}) gave {got!r}: expected two pieces, the second of "
                      "which begins with Chapter 2")

    def test_5_overlong(self):
        """a sentence above the limit is cut at words"""
        text = " ".join(f"word{k}" for k in range(50)) + "."
        got = self.pieces("Short one. " + text, 12)
        if any(count(piece) > 12 for piece in got):
            self.fail(f"split_text gave a piece of {max(map(count, got))} tokens for a sentence of "
                      "50 words and a limit of 12: expected that the sentence is cut at words")
        if " ".join(got).split() != ("Short one. " + text).split():
            self.fail("split_text lost or changed words of a sentence above the limit: expected "
                      "all of them in order")


if __name__ == "__main__":
    unittest.main()
