"""Everything around the model: drawing words, preparing stories, keeping them, judging them."""

import json
import math
import os
import re


def softmax(scores):
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def probabilities(scores, temperature=1.0, top_k=0, top_p=1.0):
    chances = softmax([score / temperature for score in scores])
    order = sorted(range(len(chances)), key=lambda k: -chances[k])
    kept, mass = [], 0.0
    for k in order[:top_k or None]:
        if kept and mass >= top_p:
            break
        kept.append(k)
        mass += chances[k]
    limited = [0.0] * len(chances)
    for k in kept:
        limited[k] = chances[k] / mass
    return limited


def sample_next(scores, rng, temperature=1.0, top_k=0, top_p=1.0):
    chances = probabilities(scores, temperature, top_k, top_p)
    return rng.choices(range(len(chances)), chances)[0]


def words(text):
    return re.findall(r"[a-z0-9']+", text.lower())


def groups(text, length):
    found = words(text)
    return [tuple(found[k:k + length]) for k in range(len(found) - length + 1)]


def clean(text):
    text = re.sub(r"\s*\[\d+\]", "", text)
    return "\n\n".join(" ".join(part.split()) for part in re.split(r"\n\s*\n", text)
                       if part.strip())


def is_double(first, second):
    a, b = set(groups(first, 5)), set(groups(second, 5))
    return 2 * len(a & b) > min(len(a), len(b))


def blocks(stories, end, length):
    ids = [number for story in stories for number in (*story, end)]
    return [ids[at:at + length] for at in range(0, len(ids) - length + 1, length)]


def cut_at_sentence(text):
    found = list(re.finditer(r"[.!?][\"']?", text))
    return text[:found[-1].end()] if found else ""


def fit_context(opening, story, room):
    left = room - len(opening)
    return opening[:room] + story[max(0, len(story) - left):] if left > 0 else opening[:room]


class Story:
    """Paragraphs with a way back, saved in a JSON file after each change."""

    def __init__(self, path, paragraphs=()):
        self.path = path
        self.paragraphs = list(paragraphs)

    @classmethod
    def load(cls, path):
        with open(path, encoding="utf-8") as file:
            return cls(path, json.load(file)["paragraphs"])

    def save(self):
        with open(self.path + ".new", "w", encoding="utf-8") as file:
            json.dump({"paragraphs": self.paragraphs}, file)
        os.replace(self.path + ".new", self.path)

    def add(self, paragraph):
        self.paragraphs.append(paragraph)
        self.save()

    def back(self):
        del self.paragraphs[-1:]
        self.save()


def repeated_triples(text):
    triples = groups(text, 3)
    return 1 - len(set(triples)) / len(triples) if triples else 0.0


def copied(text, training, length=12):
    known = {group for story in training for group in groups(story, length)}
    return sum(group in known for group in groups(text, length))


def read_settings(data):
    if not isinstance(data, dict) or not isinstance(data.get("text"), str):
        raise ValueError("the text is missing")
    if not data["text"].strip():
        raise ValueError("the text is empty")
    try:
        temperature = float(data.get("temperature"))
    except TypeError:
        raise ValueError("the temperature is missing") from None
    if math.isnan(temperature):
        raise ValueError("the temperature is no number")
    return data["text"][-20_000:], min(max(temperature, 0.1), 2.0)
