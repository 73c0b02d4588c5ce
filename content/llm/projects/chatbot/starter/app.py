# Starter file of the chatbot project: the web page.
"""Serve the chatbot on http://127.0.0.1:5000 (for development only).

Run with:  python3 app.py
"""

from flask import Flask, jsonify, request

from chatbot import FOLDER, Chatbot, Retrieval, read_lines

MAX_LENGTH = 500

PAGE = """<!doctype html>
<meta charset="utf-8">
<title>Ask us</title>
<p>You are talking to a program. To reach a person, write to us.</p>
<div id="log"></div>
<form id="form"><input id="text" maxlength="500" autofocus><button>Send</button></form>
<script>
  // To do: on submit, add the message to the log with textContent, send the recent
  // messages to /ask as JSON, and add the answer in the same way.
</script>
"""

app = Flask(__name__)
bot = None  # loaded once, in main


def check(data):
    """Return an error text for JSON data that is malformed or too long, or None."""
    raise NotImplementedError("check")


@app.get("/")
def page():
    return PAGE


@app.post("/ask")
def ask():
    """Answer the JSON object {"messages": [{"role", "content"}, ...]}."""
    data = request.get_json()
    error = check(data)
    if error:
        return jsonify(error=error), 400
    return jsonify(answer=bot.reply(data["messages"]))


def main():
    global bot
    bot = Chatbot(FOLDER, Retrieval(read_lines("faq.jsonl")))
    app.run(host="127.0.0.1", port=5000)


if __name__ == "__main__":
    main()
