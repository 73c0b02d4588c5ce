"""Examples of first_pronoun."""

import unittest

from bias import first_pronoun

EXAMPLES = [
    ("he was late", "he"), ("She was late", "she"), ("the door was open", "none"),
    ("there were ashes", "none"), ("he had a question", "he"), ("she was cold", "she"),
    ("he said she was late", "he"), ("she saw he was there", "she"), ("they were late", "none"),
    ("", "none"),
]


class Examples(unittest.TestCase):
    def test_examples(self):
        for text, expected in EXAMPLES:
            self.assertEqual(first_pronoun(text), expected, text)


if __name__ == "__main__":
    unittest.main()
