"""Everything around the model: cutting, measuring, storing and checking of texts."""

import hashlib
import json
import math
import os
import re
from collections import Counter

LIMIT = 900


def check_length(length, limit):
    if length > limit:
        raise ValueError(f"the text has {length} tokens, the model reads {limit}")


def words(text):
    return re.findall(r"[a-z0-9']+", text.lower())


def sentences(text):
    found = []
    for paragraph in re.split(r"\n\s*\n", text):
        joined = " ".join(paragraph.split())
        found += re.split(r"(?:(?<=[.!?])|(?<=[.!?][\"']))\s+", joined)
    return [sentence for sentence in found if sentence]


def rouge_1(summary, reference):
    a, b = Counter(words(summary)), Counter(words(reference))
    shared = sum((a & b).values())
    precision = shared / max(1, sum(a.values()))
    recall = shared / max(1, sum(b.values()))
    total = precision + recall
    return precision, recall, 2 * precision * recall / total if total else 0.0


def first_sentences(text, count=3):
    return sentences(text)[:count]


def rarity(whole):
    """Return a function from a word to its inverse document frequency among sentences."""
    frequency = Counter(word for sentence in whole for word in set(words(sentence)))
    return lambda word: math.log((1 + len(whole)) / (1 + frequency[word])) + 1


def heaviest(whole, count):
    """Return the positions of the heaviest sentences, in order."""
    idf = rarity(whole)

    def weight(k):
        found = words(whole[k])
        return sum(map(idf, found)) / max(6, len(found))
    return sorted(sorted(range(len(whole)), key=weight, reverse=True)[:count])


def heaviest_sentences(text, count=3):
    whole = sentences(text)
    return [whole[k] for k in heaviest(whole, count)]


def split_text(text, count_tokens, limit=LIMIT):
    pieces, piece = [], ""

    def add(part):
        nonlocal piece
        longer = f"{piece} {part}".strip()
        if piece and count_tokens(longer) > limit:
            pieces.append(piece)
            piece = part
        else:
            piece = longer
    for paragraph in re.split(r"\n\s*\n", text):
        if re.fullmatch(r"Chapter \w+", paragraph.strip()) and piece:
            pieces.append(piece)
            piece = ""
        for sentence in sentences(paragraph):
            for part in sentence.split() if count_tokens(sentence) > limit else [sentence]:
                add(part)
        if re.fullmatch(r"Chapter \w+", paragraph.strip()):
            piece += "\n\n"
    return pieces


def cached(text, settings, make, folder="summaries"):
    key = json.dumps([text, settings], sort_keys=True)
    path = os.path.join(folder, hashlib.sha256(key.encode("utf-8")).hexdigest()[:24] + ".txt")
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            return file.read()
    result = make(text)
    os.makedirs(folder, exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(result)
    return result


def summarize_long(text, words, split, summarize):
    pieces = split(text)
    parts = []
    for number, piece in enumerate(pieces, 1):
        print(f"piece {number} of {len(pieces)}")
        parts.append(summarize(piece))
    joined = "\n\n".join(parts)
    size = len(joined.split())
    if size <= words or size >= len(text.split()):
        return joined
    return summarize_long(joined, words, split, summarize)


def support(sentence, source, count=2):
    whole = sentences(source)
    idf = rarity(whole)

    def vector(text):
        return {word: n * idf(word) for word, n in Counter(words(text)).items()}

    def size(a):
        return math.sqrt(sum(value * value for value in a.values())) or 1.0
    wanted = vector(sentence)
    scores = []
    for k, other in enumerate(map(vector, whole)):
        product = sum(value * other.get(word, 0.0) for word, value in wanted.items())
        scores.append((-product / size(wanted) / size(other), k))
    return [whole[k] for _, k in sorted(scores)[:count]]


def facts(text):
    return {found.rstrip(".,") for found in re.findall(r"\d[\d.,]*|[A-Za-z]\w*", text)}


def missing_facts(sentence, source):
    known = {word.lower() for word in facts(source)}
    rest = re.sub(r"^\W*[A-Za-z]\w*", "", sentence)
    return {word for word in facts(rest)
            if (word[0].isupper() or word[0].isdigit()) and word.lower() not in known}
