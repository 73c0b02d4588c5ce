"""Are reviews cut to length, padded and masked?"""

import unittest

from cairn_check import Check


class Tokenizer:
    """Stands in for a tokenizer of transformers: a number for each word, 101 and 102 around."""

    def __call__(self, text, truncation=False, max_length=None, **options):
        single = isinstance(text, str)
        rows = []
        for one in [text] if single else text:
            middle = [1000 + len(word) for word in one.split()]
            if truncation and max_length is not None:
                middle = middle[:max_length - 2]
            rows.append([101, *middle, 102])
        masks = [[1] * len(row) for row in rows]
        if single:
            return {"input_ids": rows[0], "attention_mask": masks[0]}
        return {"input_ids": rows, "attention_mask": masks}


class Tokenize(Check):
    call_seconds = 10

    def test_1_encode(self):
        """encode cuts each review at MAX_LENGTH tokens"""
        module = self.module("sentiment")
        got = self.run_code("encode(texts, tokenizer)", self.member(module, "encode"),
                            ["a warm film", "so " * 400], Tokenizer())
        try:
            rows = [[int(v) for v in row] for row in got]
        except (TypeError, ValueError):
            self.fail("encode(texts, tokenizer) did not give lists of numbers: expected a list of "
                      "token numbers for each text; tokenizer(...)[\"input_ids\"]")
        self.same(len(rows), 2, "the number of rows of encode with two texts", "one for each text")
        self.same(rows[0], [101, 1001, 1004, 1004, 102], "encode(['a warm film', ...])[0]",
                  "the numbers of the tokenizer as they are, without padding")
        if len(rows[1]) > 256:
            self.fail(f"a review of 400 words gave {len(rows[1])} tokens: expected 256; pass "
                      f"truncation=True and max_length=MAX_LENGTH to the tokenizer")
        if rows[1][-1] != 102:
            self.fail("a long review does not end with [SEP]: let the tokenizer cut it "
                      "(truncation=True, max_length=MAX_LENGTH), not a slice")
        self.same(len(rows[1]), 256, "the tokens of a review of 400 words", "max_length=MAX_LENGTH")

    def test_2_pad(self):
        """pad_batch pads to the longest review of the batch"""
        module = self.module("sentiment")
        rows = [[101, 7, 102], [101, 7, 8, 9, 102], [101, 102]]
        got = self.run_code("pad_batch(rows)", self.member(module, "pad_batch"),
                            [list(row) for row in rows])
        if not (isinstance(got, tuple) and len(got) == 2):
            self.fail("pad_batch(rows) did not give a pair: expected (ids, mask)")
        ids, mask = ([[int(v) for v in row] for row in part] for part in got)
        self.same(ids, [[101, 7, 102, 0, 0], [101, 7, 8, 9, 102], [101, 102, 0, 0, 0]],
                  "the ids of pad_batch(rows)", "add pad_id at the end, up to the longest row")
        mistake = "1 for each token and 0 at the padding"
        self.same(mask, [[1, 1, 1, 0, 0], [1, 1, 1, 1, 1], [1, 1, 0, 0, 0]],
                  "the mask of pad_batch(rows)", mistake)
        ids = self.run_code("pad_batch(rows, 5)", module.pad_batch, [[1, 0, 2], [1]], 5)
        self.same([list(row) for row in ids[0]], [[1, 0, 2], [1, 5, 5]],
                  "the ids of pad_batch([[1, 0, 2], [1]], 5)", "pad with pad_id")
        self.same([list(row) for row in ids[1]], [[1, 1, 1], [1, 0, 0]],
                  "the mask of pad_batch([[1, 0, 2], [1]], 5)",
                  "go by the length of each row, not by its numbers")


if __name__ == "__main__":
    unittest.main()
