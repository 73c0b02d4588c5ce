# Starter file of the text-generator project: fill in the parts that raise NotImplementedError.
"""Words, numbers and chances: the parts of the text generator that need no framework."""


def tokenize(text):
    """Return the words and punctuation marks of a text, in lower case.

    >>> tokenize("I saw it.")
    ['i', 'saw', 'it', '.']
    """
    raise NotImplementedError("tokenize")


class Vocabulary:
    """Numbers for words; number 0 is '<unk>' and stands for every word that is not in the list."""

    def __init__(self, tokens, min_count=3):
        """Take all tokens that occur at least min_count times, in the order of the alphabet."""
        raise NotImplementedError("Vocabulary.__init__")

    def __len__(self):
        raise NotImplementedError("Vocabulary.__len__")

    def encode(self, tokens):
        """Return a list of numbers, one per token."""
        raise NotImplementedError("Vocabulary.encode")

    def decode(self, ids):
        """Return a list of tokens, one per number."""
        raise NotImplementedError("Vocabulary.decode")


def make_batches(ids, length, batch, rng=None):
    """Yield (inputs, targets): lists of at most `batch` rows of `length` numbers.

    The rows are cut one after the other from ids; a target is the number that follows its
    input. With an rng (random.Random) the rows come in random order.
    """
    raise NotImplementedError("make_batches")


def unigram_perplexity(train_ids, valid_ids, size):
    """Return the perplexity on valid_ids of the word frequencies in train_ids.

    The probability of a word is (count + 1) / (len(train_ids) + size).
    """
    raise NotImplementedError("unigram_perplexity")


def next_probabilities(scores, temperature):
    """Return softmax(scores / temperature) as a list, with 0.0 for number 0, '<unk>'."""
    raise NotImplementedError("next_probabilities")
