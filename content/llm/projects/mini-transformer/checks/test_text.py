"""Are sentences read, split and turned into numbers?"""

import os
import tempfile
import unittest

import torch

from cairn_torch import Check


class Text(Check):
    def test_1_pairs(self):
        """load_pairs reads pairs of word tuples"""
        module = self.module("translate")
        text = ("I am cold\tJ'ai froid\n"
                "She sees a dog\tElle voit un chien\tsome more\n"
                "one two three four five six seven eight nine\tun deux\n")
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "pairs.tsv")
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            got = self.run_code("load_pairs(path)", self.member(module, "load_pairs"), path)
        wanted = [(("i", "am", "cold"), ("j'ai", "froid")),
                  (("she", "sees", "a", "dog"), ("elle", "voit", "un", "chien"))]
        mistake = "lower case, cut at blanks, as tuples, in the order of the file"
        if isinstance(got, list) and len(got) == 3:
            mistake = "leave out pairs with more than max_words English words"
        self.same(got, wanted, "load_pairs(path) with three lines, one of them too long", mistake)

    def test_2_split(self):
        """no English sentence is in both parts"""
        module = self.module("translate")
        pairs = [((f"word{i // 2}",), (f"mot{i}",)) for i in range(400)]
        got = self.run_code("split_pairs(pairs)", self.member(module, "split_pairs"), list(pairs))
        if not (isinstance(got, tuple) and len(got) == 2):
            self.fail("split_pairs(pairs) did not give a pair: expected (train, held out)")
        train, held_out = got
        both = {s for s, _ in train} & {s for s, _ in held_out}
        if both:
            self.fail(f"{len(both)} English sentences are in both parts: expected none; a sentence "
                      f"may have several translations, so split by English sentence")
        self.same(sorted([*train, *held_out]), sorted(pairs), "both parts of split_pairs together",
                  "each pair goes into one part")
        if not 34 <= len(held_out) <= 46:
            self.fail(f"split_pairs(pairs) held out {len(held_out)} of 400 pairs: expected 10%")
        again = self.run_code("split_pairs(pairs)", module.split_pairs, list(pairs))
        self.same(again[1], held_out, "a second split_pairs(pairs)", "use random.Random(seed)")
        if {s for s, _ in held_out} == {(f"word{i}",) for i in range(20)}:
            self.fail("split_pairs(pairs) held out the first sentences: expected a mix; shuffle "
                      "them")

    def test_3_vocabulary(self):
        """Vocabulary numbers the words and gives them back"""
        module = self.module("translate")
        sentences = [("a", "dog"), ("a", "cat"), ("the", "dog")]
        kind = self.member(module, "Vocabulary")
        words = self.run_code("Vocabulary(sentences)", kind, sentences)
        self.same(self.run_code("len(Vocabulary(sentences))", len, words), 6,
                  "len(Vocabulary([a dog, a cat, the dog]))",
                  "PAD, BOS, EOS, UNK and the two words that occur twice")
        ids = self.run_code("encode(['a', 'dog', 'cat'])", words.encode, ["a", "dog", "cat"])
        if not isinstance(ids, list) or len(ids) != 5 or ids[0] != 1 or ids[4] != 2:
            self.fail(f"encode(['a', 'dog', 'cat']) gave {ids}: expected a list of five numbers "
                      "that "
                      f"begins with BOS (1) and ends with EOS (2)")
        if ids[3] != 3 or min(ids[1:3]) < 4 or ids[1] == ids[2]:
            self.fail(f"encode(['a', 'dog', 'cat']) gave {ids}: expected UNK (3) for cat, which "
                      f"occurs once, and a number of its own from 4 on for a and dog")
        back = self.run_code("decode(ids)", words.decode, [1, ids[2], ids[1], 2, ids[1], 0])
        self.same(list(back), ["dog", "a"], "decode([BOS, dog, a, EOS, a, PAD])",
                  "stop at the first EOS, and leave out the special numbers")
        every = self.run_code("Vocabulary(sentences, 1)", kind, sentences, 1)
        self.same(len(every), 8, "len(Vocabulary(sentences, 1))", "with min_count 1 each word "
                                                                  "counts")

    def test_4_pad(self):
        """pad fills the shorter rows with PAD"""
        module = self.module("translate")
        got = self.call(module, "pad", [[1, 5, 2], [1, 2]])
        self.tensor(got, (2, 3), "pad([[1, 5, 2], [1, 2]])", "as long as the longest row")
        self.same(got.tolist(), [[1, 5, 2], [1, 2, 0]], "pad([[1, 5, 2], [1, 2]])",
                  "PAD (0) comes after the end")
        if got.dtype != torch.int64:
            self.fail(f"pad(...) gave the type {got.dtype}: expected whole numbers (torch.int64)")


if __name__ == "__main__":
    unittest.main()
