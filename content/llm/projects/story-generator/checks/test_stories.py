"""Are the stories clean, different, and split into whole stories?"""

import unittest

from cairn_check import short
from files import FileCheck, words

TRACES = ("project gutenberg", "*** start", "*** end", "[illustration", "transcriber's note")


def groups(text, n):
    found = words(text)
    return {tuple(found[i:i + n]) for i in range(len(found) - n + 1)}


class Stories(FileCheck):
    def test_1_clean(self):
        """clean joins lines and removes marks of footnotes"""
        writing = self.module("writing")
        for text, expected, mistake in [
                ("The sea\nwas gray.\n\n\nIt rained.\n", "The sea was gray.\n\nIt rained.",
                 "one line for each paragraph, and one empty line between them"),
                ("He came [1] home.[23]", "He came home.", "numbers in square brackets are marks "
                 "of footnotes; no double blank stays behind")]:
            self.same(self.call(writing, "clean", text), expected, f"clean({text!r})", mistake)

    def test_2_double(self):
        """is_double recognizes a story that was changed a little"""
        writing = self.module("writing")
        story = " ".join(f"word{k}" for k in range(100))
        changed = story.replace("word50", "another")
        other = " ".join(f"term{k}" for k in range(100))
        for first, second, expected, name in [
                (story, story.upper(), True, "the same story in capital letters"),
                (story, changed, True, "a story with one other word"),
                (story, other, False, "two different stories"),
                (story, " ".join(reversed(story.split())), False, "the words in reverse order")]:
            self.same(self.call(writing, "is_double", first, second), expected,
                      f"is_double for {name}", "compare sets of groups of five words, in lower "
                      "case, with the smaller of the two")

    def test_3_blocks(self):
        """blocks packs stories with the end token after each"""
        writing = self.module("writing")
        for stories, length, expected in [
                ([[1, 2, 3], [4, 5]], 3, [[1, 2, 3], [0, 4, 5]]),
                ([[1, 2, 3], [4, 5, 6, 7]], 3, [[1, 2, 3], [0, 4, 5], [6, 7, 0]]), ([], 3, [])]:
            self.same(self.call(writing, "blocks", stories, 0, length), expected,
                      f"blocks({stories}, 0, {length})", "0 comes after each story, the last one "
                      "too; a rest shorter than the length is left out")

    def test_4_size(self):
        """there are 300,000 characters, a tenth of the stories is held out"""
        train, held_out = self.stories("train.jsonl"), self.stories("held_out.jsonl")
        size = sum(len(story["text"]) for story in train + held_out)
        if size < 300_000:
            self.fail(f"the stories have {size:,} characters: expected 300,000 or more")
        share = len(held_out) / (len(train) + len(held_out))
        if not 0.07 <= share <= 0.15:
            self.fail(f"held_out.jsonl has a share of {share:.2f} of the stories: expected about a "
                      "tenth")

    def test_5_traces(self):
        """headers and licenses are gone"""
        for name in ("train.jsonl", "held_out.jsonl"):
            for story in self.stories(name):
                text = story["text"].lower()
                for trace in TRACES:
                    if trace in text:
                        self.fail(f"{name}: the story {story['title']!r} has the text "
                                  f"{short(trace)}: expected stories only; the model imitates "
                                  "headers and licenses too")

    def test_6_apart(self):
        """no held-out story is among the training stories"""
        known = set().union(*(groups(s["text"], 8) for s in self.stories("train.jsonl")))
        for story in self.stories("held_out.jsonl"):
            own = groups(story["text"], 8)
            if own and len(own & known) > 0.5 * len(own):
                self.fail(f"held_out.jsonl: {len(own & known)} of {len(own)} groups of eight words "
                          f"of {story['title']!r} stand in train.jsonl too: expected that no story "
                          "is in both; remove doubled stories before you split")


if __name__ == "__main__":
    unittest.main()
