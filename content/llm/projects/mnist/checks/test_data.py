"""Are drawings read, cut and put into batches?"""

import csv
import unittest

import torch
from torch.utils.data import TensorDataset

from cairn_torch import Check


class Data(Check):
    def test_1_picture(self):
        """to_picture turns 100 hexadecimal digits into a picture"""
        mnist = self.module("mnist")
        text = "80000" + "00001" + "0" * 85 + "f0000"
        got = self.call(mnist, "to_picture", text)
        self.tensor(got, (1, 28, 28), "to_picture(text)", "20 by 20 bits, and 4 empty pixels on "
                                                          "each side")
        if got.dtype != torch.float32:
            self.fail(f"to_picture(text) gave the type {got.dtype}: expected torch.float32; "
                      "float(bit) for each bit")
        inked = [tuple(place) for place in got[0].nonzero().tolist()]
        wanted = [(4, 4), (5, 23), (23, 4), (23, 5), (23, 6), (23, 7)]
        mistake = "each hexadecimal digit is four bits, the first row has the first five digits"
        if inked and min(inked)[0] == 0:
            mistake = "the 20 by 20 bits stand in the middle: pad with 4 on each side"
        self.same(inked, wanted, "the inked pixels of to_picture('80000' + '00001' + 85 zeros + "
                                 "'f0000')", mistake)
        plain = self.call(mnist, "to_picture", "0" * 99 + "1")
        self.same(plain[0].nonzero().tolist(), [[23, 23]], "the inked pixels of to_picture(99 "
                                                           "zeros + '1')",
                  "leading zeros are bits too: zfill(400)")

    def test_2_drawings(self):
        """read_drawings gives pictures and labels"""
        mnist = self.module("mnist")
        data = self.call(mnist, "read_drawings", seconds=30)
        with open("data/drawings.csv", encoding="utf-8", newline="") as file:
            labels = [int(row["label"]) for row in csv.DictReader(file)]
        try:
            count, (picture, label) = len(data), data[5]
        except (TypeError, ValueError, IndexError):
            self.fail("read_drawings() did not give a data set: expected TensorDataset(pictures, "
                      "labels)")
        self.same(count, len(labels), "len(read_drawings())", "one item for each row of the file")
        self.tensor(picture, (1, 28, 28), "the picture of "
                                          "read_drawings()[5]", "stack the pictures with "
                                                                "torch.stack")
        if not isinstance(label, torch.Tensor) or label.dtype != torch.int64:
            self.fail(f"the label of read_drawings()[5] is {label!r}: expected a tensor of whole "
                      "numbers; "
                      f"torch.tensor([int(row[\"label\"]) for row in rows])")
        self.same([int(data[i][1]) for i in range(20)], labels[:20], "the first 20 labels", "keep the order of the file")

    def test_3_cut(self):
        """cut draws a part with a fixed seed"""
        mnist = self.module("mnist")
        data = TensorDataset(torch.arange(90).float(), torch.arange(90))
        got = self.run_code("cut(dataset, 20)", self.member(mnist, "cut"), data, 20)
        try:
            rest, part = got
            names = [[int(item[1]) for item in p] for p in (rest, part)]
        except (TypeError, ValueError):
            self.fail("cut(dataset, 20) did not give two data sets: expected (rest, part)")
        self.same([len(n) for n in names], [70, 20], "the sizes of cut(dataset, 20) with 90 items",
                  "the rest comes first: random_split(dataset, [len(dataset) - count, count], ...)")
        if set(names[0]) & set(names[1]) or len(set(names[0] + names[1])) != 90:
            self.fail("cut(dataset, 20) put an item into both parts or lost one: expected each "
                      "item once")
        if names[1] == list(range(70, 90)) or names[1] == list(range(20)):
            self.fail("cut(dataset, 20) took neighboring items: expected a mix; use random_split")
        again = [int(item[1]) for item in self.run_code("cut(dataset, 20)", mnist.cut, data, 20)[1]]
        self.same(again, names[1], "the part of a second cut(dataset, 20)",
                  "pass generator=torch.Generator().manual_seed(SEED)")

    def test_4_loaders(self):
        """make_loaders makes batches, and only the first loader shuffles"""
        mnist = self.module("mnist")
        data = TensorDataset(torch.rand(150, 1, 28, 28), torch.arange(150))
        got = self.run_code("make_loaders(train, valid, "
                            "test)", self.member(mnist, "make_loaders"), data, data, data)
        try:
            loaders = list(got)
            orders = [[int(v) for x, y in one for v in y] for one in loaders]
            x, y = next(iter(loaders[0]))
        except (TypeError, ValueError):
            self.fail("make_loaders(train, valid, test) did not give three loaders of (pictures, "
                      "labels)")
        self.same(len(loaders), 3, "the number of loaders", "one for each data set")
        self.same(tuple(x.shape), (64, 1, 28, 28), "the shape of a batch of "
                                                   "pictures", "batch_size=BATCH")
        self.same(tuple(y.shape), (64,), "the shape of a batch of labels", "batch_size=BATCH")
        plain = list(range(150))
        if orders[0] == plain:
            self.fail("the training loader gave the items in the order of the data set: expected "
                      "shuffle=True")
        for name, order in (("validation", orders[1]), ("test", orders[2])):
            if order != plain:
                self.fail(f"the {name} loader mixed or lost items: expected them in order; only "
                          "training shuffles")


if __name__ == "__main__":
    unittest.main()
