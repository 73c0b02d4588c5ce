# Starter file of the spam-classifier project: fill in the parts that raise NotImplementedError.
"""The parts of the spam filter that are written by hand, with the standard library only."""


def load(path):
    """Return (texts, labels) of a file with lines of label, tab, message.

    A label is 1 for spam and 0 otherwise. Raises ValueError for any other line and names it.
    """
    raise NotImplementedError("load")


def baseline(labels):
    """Return the accuracy of a filter that always answers "not spam"."""
    raise NotImplementedError("baseline")


def tokenize(text):
    """Return the words of a text in lower case, without punctuation.

    >>> tokenize("Win a FREE prize!!")
    ['win', 'a', 'free', 'prize']
    """
    raise NotImplementedError("tokenize")


def bag_of_words(texts):
    """Return (vocabulary, counts): sorted words, and one list of counts per text."""
    raise NotImplementedError("bag_of_words")


def stratified_split(labels, share=0.25, seed=0):
    """Return (train, held_out): two lists of positions with the same share of spam.

    held_out has about `share` of all positions. The same seed gives the same lists.
    """
    raise NotImplementedError("stratified_split")


def confusion(labels, predicted):
    """Return (tn, fp, fn, tp), where spam is the positive class."""
    raise NotImplementedError("confusion")


def precision_recall(labels, predicted):
    """Return (precision, recall) for spam; each is 0.0 when its denominator is zero."""
    raise NotImplementedError("precision_recall")
