# Starter file of the summarizer project: fill in the parts that raise NotImplementedError.
"""Everything around the model: cutting, measuring, storing and checking of texts."""

LIMIT = 900  # tokens per piece; the model reads 1,024


def check_length(length, limit):
    """Raise ValueError that names both numbers if the length is above the limit."""
    raise NotImplementedError("check_length")


def sentences(text):
    """Return the sentences of a text, in order, each without line ends."""
    raise NotImplementedError("sentences")


def rouge_1(summary, reference):
    """Return (precision, recall, f1) of the shared words."""
    raise NotImplementedError("rouge_1")


def first_sentences(text, count=3):
    """Return a list of the first sentences: the baseline to beat."""
    raise NotImplementedError("first_sentences")


def heaviest_sentences(text, count=3):
    """Return a list of the sentences with the highest TF-IDF weight, in the order of the text."""
    raise NotImplementedError("heaviest_sentences")


def split_text(text, count_tokens, limit=LIMIT):
    """Return pieces of whole sentences that each have at most `limit` tokens.

    count_tokens(text) returns the number of tokens of a text. A piece does not cross a line such
    as "Chapter 2", which begins a piece of its own.
    """
    raise NotImplementedError("split_text")


def cached(text, settings, make, folder="summaries"):
    """Return make(text), from a file in the folder if it was made before with these settings."""
    raise NotImplementedError("cached")


def summarize_long(text, words, split, summarize):
    """Return a summary of about `words` words, made in stages.

    split(text) returns pieces that fit the model, summarize(piece) the summary of one.
    """
    raise NotImplementedError("summarize_long")


def support(sentence, source, count=2):
    """Return the sentences of the source text that are most similar to a sentence, best first."""
    raise NotImplementedError("support")


def missing_facts(sentence, source):
    """Return the set of names and numbers of a sentence that do not occur in the source text."""
    raise NotImplementedError("missing_facts")
