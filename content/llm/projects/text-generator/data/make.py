"""Makes book.txt, valid.txt and ../labels/valid.csv. Run it in this folder.

The book is a long tale of an invented harbor town, put together scene by scene from sentence forms
and word lists. A scene keeps its person, place and thing, and takes them up again some sentences
later, so that a model with a memory does better than one that sees the last word only. valid.txt
holds the last two chapters, which no model should be trained on. The labels list the positions of
the tokens of valid.txt that are predicted: all but the first.
"""

import csv
import random
import re
import textwrap

TRAIN_CHAPTERS, SCENES = 19, 12

PEOPLE = [("Mara", "she", "her", "keeper"), ("Anton", "he", "his", "baker"),
          ("Ilse", "she", "her", "captain"), ("Josef", "he", "his", "fisherman"),
          ("Tilda", "she", "her", "teacher"), ("Ruben", "he", "his", "clerk"),
          ("Edda", "she", "her", "carpenter"), ("Piet", "he", "his", "ferryman")]
RARE = [first + last for first in "Wen Ott Lor Sab Quil Bran Hes Nil Ag Cor The Mar Yol Fen".split()
        for last in "del ilie ne eth la dt per s da vin a ten".split()]
PLACES = ["harbor", "lighthouse", "market", "mill", "bridge", "chapel", "shore", "inn"]
THINGS = ["lantern", "letter", "rope", "map", "key", "boat", "clock", "bell", "book", "basket"]
STATES = {"lantern": "dark", "letter": "sealed", "rope": "torn", "map": "old", "key": "rusty",
          "boat": "empty", "clock": "slow", "bell": "silent", "book": "heavy", "basket": "full"}
WEATHER = ["rain", "fog", "wind", "snow", "frost", "mist"]
TIMES = ["morning", "evening", "night", "noon", "dawn"]

CHOICES = {
    "went": ["walked", "went", "ran", "hurried", "came", "climbed", "wandered", "rode"],
    "said": ["said", "whispered", "answered", "called", "murmured", "replied"],
    "how": ["slowly", "quietly", "again", "alone", "at last", "in silence", "with a smile", "at once",
            "without a word"],
    "when": ["That day", "Later", "Soon", "After a while", "Before dark", "For a moment", "Once more",
             "All the while", "Then", "At first"],
    "kind": ["worn", "small", "broken", "strange", "wooden", "wet", "beautiful", "forgotten", "plain"],
    "saw": ["saw", "noticed", "found", "remembered", "wanted", "needed", "watched", "touched"],
    "near": ["near", "behind", "above", "beside", "below", "across from", "in front of"],
    "nature": ["gulls", "waves", "clouds", "stars", "children", "dogs", "sailors", "women", "men"],
    "did": ["sang", "slept", "waited", "turned away", "were gone", "did not care", "kept still",
            "passed by", "cried", "gathered"],
    "sea": ["quiet", "gray", "rough", "black", "green", "calm", "high", "low", "cold"],
    "air": ["cold", "quiet", "gray", "calm", "warm", "dark"],
    "feel": ["tired", "glad", "afraid", "calm", "proud", "lonely", "hungry", "sure", "angry"],
    "kin": ["mother", "father", "sister", "brother", "daughter", "son", "uncle", "friend"],
    "years": ["two", "three", "five", "seven", "ten", "twenty", "many"],
}

OPEN = [
    "In the {time} the {weather} came over the {place}, and {name} could not sleep.",
    "The {time} was {air}, and {name} the {job} {went} down to the {place}.",
    "{name} was the {job} of the town, and every {time} {he} {went} to the {place}.",
    "There was {weather} on the {place} that {time}, and the {nature} {did}.",
    "Nobody {went} to the {place} in the {weather} but {name} the {job}.",
    "For {years} years {name} had been the {job} {near} the {place}.",
]
MIDDLE = [
    "{He} {saw} a {kind} {thing} there, and it was {state}.",
    "{He} carried the {thing} {how}, because the {weather} did not stop.",
    "\"Whose {thing} is this?\" {he} {said}, but the {place} was empty.",
    "{when} the sea was {sea}, and {name} was {feel}.",
    "{He} put the {thing} {near} the {kind} table and looked at it {how}.",
    "{other} {went} to the {place} {how} and asked {name} about the {thing}.",
    "\"It is {state},\" {said} {other}, and {name} was {feel}.",
    "{name} thought of {his} {kin}, who had lived {near} the {place} for {years} years.",
    "When the {weather} was over, {he} opened the {kind} door and {saw} the {nature}.",
    "{when} it was {time} again, and the {nature} {did}.",
    "{other} laughed {how}, but {name} was {feel} and {went} on.",
    "A stranger called {rare} had lost a {thing}, so they {said} at the {elsewhere}.",
    "{when} the {nature} {did}, and {he} {saw} the {thing} {near} the {place}.",
    "{He} {said} to {his} {kin} that the {thing} was {state}.",
    "\"{when},\" {said} {other} {how}, \"we {saw} a {thing} {near} the {elsewhere}.\"",
]
CLOSE = [
    "In the end {name} gave the {thing} to {other} and {went} home {how}.",
    "{He} left the {thing} {near} the {place}, and the {weather} took it.",
    "So the {job} kept the {thing} for {years} years, and the {nature} {did}.",
    "{name} locked the {kind} door {how}, and the {thing} was {state} as before.",
    "{when} {he} {went} back to {his} work, for {he} was the {job} and the {time} was short.",
]


class Words(dict):
    """Words of a scene; what it does not hold is drawn from CHOICES each time."""

    def __init__(self, rng, words):
        super().__init__(words)
        self.rng = rng

    def __missing__(self, key):
        return self.rng.choice(CHOICES[key])


def scene(rng):
    """Return one paragraph."""
    name, he, his, job = rng.choice(PEOPLE)
    thing = rng.choice(THINGS)
    words = Words(rng, {"name": name, "he": he, "He": he.capitalize(), "his": his, "job": job,
                        "thing": thing, "state": STATES[thing], "place": rng.choice(PLACES),
                        "weather": rng.choice(WEATHER), "time": rng.choice(TIMES)})
    words["other"] = rng.choice([p[0] for p in PEOPLE if p[0] != name])
    forms = [rng.choice(OPEN)] + rng.sample(MIDDLE, rng.randint(4, 7)) + [rng.choice(CLOSE)]
    said = []
    for form in forms:
        words.update(rare=rng.choice(RARE),
                     elsewhere=rng.choice([p for p in PLACES if p != words["place"]]))
        said.append(form.format_map(words))
    return textwrap.fill(" ".join(said), 96)


def chapter(number, rng):
    return "\n\n".join([f"Chapter {number}"] + [scene(rng) for _ in range(SCENES)]) + "\n"


def main():
    rng = random.Random(11)
    chapters = [chapter(i + 1, rng) for i in range(TRAIN_CHAPTERS + 2)]
    with open("book.txt", "w", encoding="utf-8", newline="\n") as file:
        file.write("\n".join(chapters[:TRAIN_CHAPTERS]))
    valid = "\n".join(chapters[TRAIN_CHAPTERS:])
    with open("valid.txt", "w", encoding="utf-8", newline="\n") as file:
        file.write(valid)
    tokens = re.findall(r"[a-z']+|[.,;:!?]", valid.lower())
    with open("../labels/valid.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["position"])
        writer.writerows([i] for i in range(1, len(tokens)))


if __name__ == "__main__":
    main()
