# Starter file of the summarizer project: the web page, without the web server.
"""What the web page answers, as text: app.py hands it to the browser."""

LIMIT = 20_000  # characters of a text


def render(rows, model):
    """Return the HTML of a result: rows of (sentence, missing, supporting sentences)."""
    raise NotImplementedError("render")


def respond(text, work, limit=LIMIT):
    """Return (status, HTML) for a text that was sent; work(text) makes the HTML of the result.

    The status is 200, 400 for an empty text, 413 for one above the limit, and 500 if work fails.
    """
    raise NotImplementedError("respond")
