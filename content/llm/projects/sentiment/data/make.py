"""Makes the film reviews of this project again: python3 make.py (standard library only).

Films, people and opinions are invented. A review praises or complains in several ways: plainly,
with a negation, against an expectation, or with a concession before the real opinion, so that
single words mislead. reviews.csv has labels (1 positive, 0 negative); new_reviews.csv has none,
they are in ../labels/new_reviews.csv for the check.
"""

import csv
import os
import random

HERE = os.path.dirname(os.path.abspath(__file__))
KNOWN, NEW = 600, 200

PARTS = ["acting", "story", "music", "ending", "camera work", "dialogue", "pacing", "editing",
         "lead actor", "opening", "second half", "script", "humor", "final scene"]
GOOD = ["brilliant", "charming", "clever", "convincing", "fresh", "funny", "gripping", "moving",
        "sharp", "touching", "warm", "wonderful", "lively", "honest", "elegant"]
BAD = ["boring", "clumsy", "dull", "empty", "flat", "forced", "lazy", "messy", "painful",
       "predictable", "shallow", "silly", "slow", "tired", "weak"]
DEGREES = ["", "", "", "really ", "quite ", "so ", "very ", "surprisingly "]
KINDS = ["comedy", "thriller", "drama", "western", "love story", "war film", "documentary",
         "fantasy film", "crime story", "road movie", "ghost story"]
PLACES = ["a small port", "an old hotel", "the Alps", "a night train", "a space station",
          "a fishing village", "a school in the fifties", "a city without light", "a lighthouse",
          "an island", "a courtroom", "a circus"]
PEOPLE = ["two sisters", "a retired judge", "a young cook", "three thieves", "a lonely pilot",
          "a teacher and her class", "a piano tuner", "a family of bakers", "a lost soldier"]
WHEN = ["last night", "on Sunday", "with my brother", "on a long flight", "at a festival",
        "twice this week", "with low hopes", "in a nearly empty cinema", "at home"]
LAST_GOOD = ["I would watch it again tomorrow.", "Worth every minute.", "Go and see it.",
             "I did not want it to end.", "I could not look away.", "I will not forget it soon.",
             "Two hours went by like nothing.", "I wish more films were like this."]
LAST_BAD = ["I would not watch it again.", "Not worth a minute.", "Save your money.",
            "I wanted it to end.", "I kept looking at my watch.", "I had forgotten it by the door.",
            "Two hours that I will not get back.", "I wish I had stayed at home."]


def words(good):
    return GOOD if good else BAD


def plain(rng, good):
    return f"The {rng.choice(PARTS)} is {rng.choice(DEGREES)}{rng.choice(words(good))}."


def negated(rng, good):
    """Say something good by denying something bad, and the other way round."""
    part, word = rng.choice(PARTS), rng.choice(words(not good))
    return rng.choice([f"The {part} is not {word} at all.", f"The {part} is never {word}.",
                       f"Nothing about the {part} is {word}.",
                       f"Nobody could call the {part} {word}.",
                       f"The {part} is anything but {word}."])


def conceded(rng, good):
    """Grant something first, and mean what comes after."""
    first, second = rng.sample(PARTS, 2)
    other, word = rng.choice(words(not good)), rng.choice(words(good))
    return rng.choice([f"The {first} may be {other}, but the {second} is {word}.",
                       f"Although the {first} is {other}, the film as a whole is {word}.",
                       f"Yes, the {first} is {other}, but the rest is {word}.",
                       f"Some call the {first} {other}, but for me it is {word}."])


def expected(rng, good):
    """Set an expectation against what came."""
    kind = rng.choice(KINDS)
    other, more = rng.sample(words(not good), 2)
    word = rng.choice(words(good))
    felt = "feared" if good else "hoped for"
    return rng.choice([f"I expected a {other} and {more} {kind}, but it turned out {word}.",
                       f"The trailer looked {other}, but the film is {word}.",
                       f"Critics had called it {other} and {more}. I found it {word}.",
                       f"After the {other} first part I {felt} the same, but this one is {word}."])


def setting(rng):
    kind, place, people = rng.choice(KINDS), rng.choice(PLACES), rng.choice(PEOPLE)
    return rng.choice([f"A {kind} about {people} in {place}.",
                       f"I saw this {kind} {rng.choice(WHEN)}.",
                       f"This {kind} takes us to {place}, where {people} meet.",
                       f"It is the story of {people}, set in {place}."])


def review(rng, good):
    """Return one review of two to five sentences."""
    count = rng.choice([1, 2, 2, 3])
    ways = rng.choices([plain, negated, conceded, expected], [35, 25, 25, 15], k=count)
    sentences = [way(rng, good) for way in ways]
    if rng.random() < 0.25:
        first = plain(rng, not good)
        sentences.insert(0, first.replace("The ", "At first the ").replace(" is ", " seemed "))
    if rng.random() < 0.8:
        sentences.insert(0, setting(rng))
    if rng.random() < 0.4:
        sentences.append(rng.choice(LAST_GOOD if good else LAST_BAD))
    return " ".join(sentences)


def write(path, header, rows):
    with open(os.path.join(HERE, path), "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def main():
    rng = random.Random(1895)
    texts = {}
    while len(texts) < KNOWN + NEW:
        good = rng.random() < 0.5
        texts[review(rng, good)] = int(good)
    rows = [[number, text, label] for number, (text, label) in enumerate(texts.items(), start=1)]
    write("reviews.csv", ["id", "text", "label"], rows[:KNOWN])
    write("new_reviews.csv", ["id", "text"], [row[:2] for row in rows[KNOWN:]])
    write("../labels/new_reviews.csv", ["id", "label"], [[n, d] for n, _, d in rows[KNOWN:]])


if __name__ == "__main__":
    main()
