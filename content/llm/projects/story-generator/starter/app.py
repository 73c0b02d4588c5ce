# Starter file of the story-generator project: the web page.
"""Serve the writing assistant on http://127.0.0.1:5000 (for development only).

Run with:  python3 app.py
"""

from flask import Flask, jsonify, request

from story import FOLDER, Writer

PAGE = """<!doctype html>
<meta charset="utf-8">
<title>Write along</title>
<p>A program writes along. It can produce unpleasant text.</p>
<textarea id="story" rows="16" cols="80"></textarea><br>
<label>Temperature <input id="temperature" type="range" min="0.1" max="2" step="0.1"
 value="0.9"></label>
<button id="propose">Propose</button>
<ol id="proposals"></ol>
<script>
  // To do: send story and temperature to /propose as JSON, show each proposal with
  // textContent, and append the one that is clicked to the story.
</script>
"""

app = Flask(__name__)
writer = None  # loaded once, in main


def read_settings(data):
    """Return (text, temperature), limited to sensible values; ValueError if malformed."""
    raise NotImplementedError("read_settings")


@app.get("/")
def page():
    return PAGE


@app.post("/propose")
def propose():
    """Answer {"text", "temperature"} with {"proposals": [...]}."""
    try:
        text, temperature = read_settings(request.get_json())
    except ValueError as error:
        return jsonify(error=str(error)), 400
    return jsonify(proposals=writer.propose(text, temperature=temperature))


def main():
    global writer
    writer = Writer(FOLDER)
    app.run(host="127.0.0.1", port=5000)


if __name__ == "__main__":
    main()
