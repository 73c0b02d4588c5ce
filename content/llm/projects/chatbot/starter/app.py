# Starter file of the chatbot project: the web server.
"""Serve the chatbot on http://127.0.0.1:5000 (for development only).

Run with:  python3 app.py
"""

from flask import Flask, jsonify, request

from answers import Retrieval, check, read_lines, recent
from chatbot import FOLDER, Chatbot

app = Flask(__name__)
bot = None  # loaded once, in main


@app.get("/")
def page():
    with open("page.html", encoding="utf-8") as file:
        return file.read()


@app.post("/ask")
def ask():
    """Answer the JSON object {"messages": [{"role", "content"}, ...]}."""
    data = request.get_json()
    error = check(data)
    if error:
        return jsonify(error=error), 400
    return jsonify(answer=bot.reply(recent(data["messages"])))


def main():
    global bot
    bot = Chatbot(FOLDER, Retrieval(read_lines("faq.jsonl")))
    app.run(host="127.0.0.1", port=5000)


if __name__ == "__main__":
    main()
