"""Examples of first_pronoun."""

import unittest

from bias import first_pronoun

EXAMPLES = [
    ("he was late", "he"), ("She was late", "she"), ("the door was open", "none"),
    ("there were ashes", "none"), ("somebody had called him", "he"), ("of her phone", "she"),
    ("his friend said she was late", "he"), ("she saw him", "she"), ("they were late", "none"),
    ("", "none"), ("the coat was hers", "she"),
]


class Examples(unittest.TestCase):
    def test_examples(self):
        for text, expected in EXAMPLES:
            self.assertEqual(first_pronoun(text), expected, text)


if __name__ == "__main__":
    unittest.main()
