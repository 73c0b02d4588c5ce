"""Do two greedy runs write the same tokens, and is the model's size right?"""

import json
import os
import unittest

from tables import TableCheck


class Generate(TableCheck):
    def test_1_size(self):
        """model.json has the number of parameters and their memory in float32"""
        if not os.path.exists("model.json"):
            self.fail("there is no file model.json: python3 speed.py writes it, with the keys "
                      "name, parameters and bytes")
        try:
            with open("model.json", encoding="utf-8") as file:
                found = json.load(file)
        except ValueError as error:
            found = str(error)
        if not isinstance(found, dict):
            self.fail("model.json is no JSON object: expected the keys name, parameters and bytes; "
                      "write it with json.dump")
        for key in ("name", "parameters", "bytes"):
            if key not in found:
                self.fail(f"model.json has no key {key}: expected name, parameters and bytes")
        count = int(self.number(found["parameters"], "parameters of model.json"))
        size = int(self.number(found["bytes"], "bytes of model.json"))
        if count < 100:
            self.fail(f"model.json has {count} parameters: add up the entries of all matrices and "
                      "vectors, not the number of matrices")
        self.same(size, 4 * count, "bytes of model.json",
                  f"each of the {count} parameters takes 4 bytes in float32; "
                  "convert the model to float32 first, and count bytes, not megabytes")
        if "distilgpt2" in str(found["name"]) and not 81e6 <= count <= 83e6:
            self.fail(f"model.json has {count} parameters for distilgpt2: expected about 82 "
                      "million; the input and output embeddings share their weights, which count "
                      "once")

    def test_2_twice(self):
        """two greedy runs give the same token ids"""
        self.same_tokens("first", "second", "choose the most probable token each time "
                         "(do_sample=False) and put the model into evaluation mode")


if __name__ == "__main__":
    unittest.main()
