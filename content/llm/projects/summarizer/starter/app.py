# Starter file of the summarizer project: the web server.
"""Serve the summarizer on http://127.0.0.1:5000 (for development only).

Run with:  python3 app.py
"""

from flask import Flask, request

from page import render, respond
from summarize import MODEL, Summarizer
from texts import missing_facts, sentences, support

FORM = """<!doctype html>
<meta charset="utf-8">
<title>Summarizer</title>
<form method="post">
<textarea name="text" rows="20" cols="80"></textarea><br>
<button>Summarize</button>
</form>
"""

app = Flask(__name__)
app.config["MAX_CONTENT_LENGTH"] = 200_000  # bytes of one request
summarizer = None  # loaded once, in main


def work(text):
    """Return the HTML of the summary with its marks and supporting sentences."""
    return render([(sentence, missing_facts(sentence, text), support(sentence, text))
                   for sentence in sentences(summarizer.summarize_long(text))], MODEL)


@app.get("/")
def form():
    return FORM


@app.post("/")
def answer():
    status, html = respond(request.form.get("text", ""), work)
    return FORM + html, status


def main():
    global summarizer
    summarizer = Summarizer()
    app.run(host="127.0.0.1", port=5000)


if __name__ == "__main__":
    main()
