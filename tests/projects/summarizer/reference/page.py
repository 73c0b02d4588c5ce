"""What the web page answers, as text."""

from html import escape

LIMIT = 20_000


def render(rows, model):
    parts = []
    for sentence, missing, sources in rows:
        shown = escape(sentence)
        for word in missing:
            marked = f"<mark>{escape(word)}</mark>"
            shown = shown.replace(escape(word), marked) if word in sentence else f"{shown} {marked}"
        parts.append(f"<p>{shown}</p><ul>" +
                     "".join(f"<li>{escape(source)}</li>" for source in sources) + "</ul>")
    return "\n".join(parts) + f"<p>Written by {escape(model)}. It can contain mistakes.</p>"


def respond(text, work, limit=LIMIT):
    text = text.strip()
    if not text:
        return 400, "<p>Please paste a text.</p>"
    if len(text) > limit:
        return 413, f"<p>The text is too long: {limit} characters are the limit.</p>"
    try:
        return 200, work(text)
    except Exception:
        return 500, "<p>That did not work. Please try another text.</p>"
