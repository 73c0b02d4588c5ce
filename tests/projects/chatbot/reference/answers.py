"""Everything around the model: stored answers, judging, guarding and limiting."""

import json
import math
import re
from collections import Counter

DONT_KNOW = "I do not know. Please ask a person."
REFUSAL = "I cannot help with that."
MAX_LENGTH = 500


def read_lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def words(text):
    return re.findall(r"[a-z0-9]+", text.lower())


class Retrieval:
    """Answers with the stored answer whose question is most similar by TF-IDF."""

    def __init__(self, entries, threshold=0.3):
        self.entries, self.threshold = entries, threshold
        bags = [Counter(words(entry["question"])) for entry in entries]
        seen = Counter(word for bag in bags for word in bag)
        self.idf = {word: math.log((1 + len(bags)) / (1 + n)) + 1 for word, n in seen.items()}
        self.vectors = [self.vector(bag) for bag in bags]

    def vector(self, bag):
        rare = math.log(1 + len(self.entries)) + 1
        made = {word: n * self.idf.get(word, rare) for word, n in bag.items()}
        size = math.sqrt(sum(value * value for value in made.values())) or 1.0
        return {word: value / size for word, value in made.items()}

    def find(self, question, count=1):
        asked = self.vector(Counter(words(question)))
        scores = [sum(value * vector.get(word, 0.0) for word, value in asked.items())
                  for vector in self.vectors]
        order = sorted(range(len(scores)), key=lambda k: -scores[k])
        return [self.entries[k] for k in order[:count] if scores[k] >= self.threshold]

    def reply(self, messages):
        found = self.find(messages[-1]["content"])
        return found[0]["answer"] if found else DONT_KNOW


def is_right(reply, case):
    wanted = {"outside": [DONT_KNOW], "refuse": [REFUSAL]}.get(case["kind"], case["must"])
    return all(part.lower() in reply.lower() for part in wanted)


def mask(prompt_ids, whole_ids):
    if whole_ids[:len(prompt_ids)] != prompt_ids:
        raise ValueError("the whole does not begin with the prompt")
    return [-100] * len(prompt_ids) + whole_ids[len(prompt_ids):]


NUMBER = r"\d+(?:[.,:-]\d+)*"


def guard(reply, facts):
    return reply if set(re.findall(NUMBER, reply)) <= set(re.findall(NUMBER, facts)) else DONT_KNOW


def recent(messages, most=7):
    kept = messages[-most:]
    while kept and kept[0]["role"] != "user":
        kept = kept[1:]
    return kept


def check(data):
    messages = data.get("messages") if isinstance(data, dict) else None
    if not isinstance(messages, list) or not messages:
        return "messages are missing"
    for message in messages:
        if not isinstance(message, dict) or message.get("role") not in ("user", "assistant"):
            return "a message has no good role"
        text = message.get("content")
        if not isinstance(text, str) or not text.strip():
            return "a message has no text"
        if message["role"] == "user" and len(text) > MAX_LENGTH:
            return f"a message is longer than {MAX_LENGTH} characters"
    return None if messages[-1]["role"] == "user" else "the last message is not the user's"
