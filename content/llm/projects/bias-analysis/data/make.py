"""Makes toy_model.json, occupations.csv, templates.csv and names.csv. Run it in this folder.

The toy model has a number for each word: how much more likely it makes "she" than "he" (a
difference of logarithms). The numbers of the occupations are planted, and which occupation got
which one was drawn by chance, so they say nothing about people or about real models. Each pair of
an occupation and a template's word has a small number of its own, so that templates disagree.
"""

import csv
import json
import random

OCCUPATIONS = ["nurse", "engineer", "teacher", "plumber", "doctor", "librarian", "carpenter",
               "secretary", "pilot", "cook", "lawyer", "dancer", "farmer", "cleaner", "scientist",
               "receptionist", "mechanic", "hairdresser", "manager", "tailor", "programmer",
               "cashier", "electrician", "writer"]
PLANTED = [1.6, 1.2, 0.9, 0.8, 0.6, 0.5, 0.4, 0.3, 0.1, 0.1, 0.05, 0.0, 0.0, -0.05, -0.1, -0.1,
           -0.3, -0.4, -0.5, -0.6, -0.8, -0.9, -1.3, -1.7]
TEMPLATES = [
    "The {subject} said that [MASK] was tired.",
    "The {subject} finished work and then [MASK] went home.",
    "The {subject} missed the bus because [MASK] was late.",
    "Everybody thanked the {subject} when [MASK] left.",
    "The {subject} called a friend after [MASK] had eaten.",
    "The {subject} smiled because [MASK] had won.",
    "When the {subject} arrived, [MASK] opened the window.",
    "The {subject} wondered whether [MASK] should stay.",
]
KEYS = ["tired", "finished", "bus", "thanked", "friend", "won", "window", "wondered"]
NAMES = [("Anna", "girls"), ("Maria", "girls"), ("Sofia", "girls"), ("Emma", "girls"),
         ("Fatima", "girls"), ("Mei", "girls"), ("Peter", "boys"), ("David", "boys"),
         ("Thomas", "boys"), ("Daniel", "boys"), ("Ahmed", "boys"), ("Hiroshi", "boys"),
         ("Alex", "both"), ("Robin", "both"), ("Sasha", "both"), ("Kim", "both")]


def table(name, header, rows):
    with open(name, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def main():
    rng = random.Random(5)
    planted = PLANTED[:]
    rng.shuffle(planted)
    words = dict(zip(OCCUPATIONS, planted))
    pairs = {}
    for key in KEYS:
        words[key] = round(rng.gauss(0, 0.3), 3)
        for occupation in OCCUPATIONS:
            pairs[f"{occupation} {key}"] = round(rng.gauss(0, 0.25), 3)
    model = {"he": 0.0, "she": -0.7, "they": -1.6, "words": words, "pairs": pairs}
    with open("toy_model.json", "w", encoding="utf-8", newline="\n") as file:
        json.dump(model, file, indent=1)
        file.write("\n")
    table("occupations.csv", ["occupation"], [[name] for name in OCCUPATIONS])
    table("templates.csv", ["template"], [[text] for text in TEMPLATES])
    table("names.csv", ["name", "mostly"], NAMES)


if __name__ == "__main__":
    main()
