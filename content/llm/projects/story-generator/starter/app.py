# Starter file of the story-generator project: the web server.
"""Serve the writing assistant on http://127.0.0.1:5000 (for development only).

Run with:  python3 app.py
"""

from flask import Flask, jsonify, request

from story import FOLDER, Writer
from writing import read_settings

app = Flask(__name__)
writer = None  # loaded once, in main


@app.get("/")
def page():
    with open("page.html", encoding="utf-8") as file:
        return file.read()


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
