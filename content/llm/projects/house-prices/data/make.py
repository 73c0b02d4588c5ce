"""Makes the house rows of this project again: python3 make.py (standard library only).

The town, its houses and its prices are invented: the price comes from a rule with some chance in
it. houses.csv has prices, twenty-four of them with a mistake to find; new_houses.csv has no prices,
which are in ../labels/new_houses.csv for the check.
"""

import csv
import math
import os
import random

HERE = os.path.dirname(os.path.abspath(__file__))
FEATURES = ["area", "rooms", "age", "distance", "noise", "garden", "condition", "garage"]
KNOWN, NEW, HIGHEST = 1500, 300, 600000


def bell(rng):
    """Return a number around 0, nearly normal with deviation 1."""
    return sum(rng.random() for _ in range(12)) - 6


def house(rng):
    """Return the features of one house."""
    area = round(min(max(112 + 42 * bell(rng), 38), 290))
    rooms = min(max(round(area / 27 + 0.8 * bell(rng)), 1), 10)
    age = round(rng.random() ** 1.5 * 120)
    distance = round(min(max(0.4, 7 + 4 * bell(rng)), 19.5), 1)
    noise = round(min(max(66 - 1.1 * distance + 6 * bell(rng), 38), 80))
    garden = 0
    if rng.random() < 0.25 + 0.035 * distance:
        garden = round((60 + 520 * rng.random()) * (0.4 + distance / 15))
    condition = min(max(round(3.9 - age / 60 + bell(rng)), 1), 5)
    garage = int(rng.random() < 0.2 + 0.03 * distance)
    return [area, rooms, age, distance, noise, garden, condition, garage]


def price(rng, area, rooms, age, distance, noise, garden, condition, garage):
    """Return what the house was sold for, in whole thousands."""
    meter = 1500 + 3400 * math.exp(-distance / 4.5)
    value = meter * area ** 0.93 * 1.35
    value *= [0.72, 0.84, 1.0, 1.09, 1.2][condition - 1]
    if age > 90 and condition >= 4:
        value *= 1.25
    elif age < 8:
        value *= 1.12
    if noise > 62:
        value *= 1 - 0.012 * (noise - 62)
    value += 120 * min(garden, 300) + 25 * max(garden - 300, 0) + 19000 * garage + 2500 * rooms
    value *= math.exp(0.15 * bell(rng))
    return min(round(value / 1000) * 1000, HIGHEST)


def write(path, header, rows):
    with open(os.path.join(HERE, path), "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def main():
    rng = random.Random(1906)
    rows = []
    for number in range(1, KNOWN + NEW + 1):
        features = house(rng)
        rows.append([number, *features, price(rng, *features)])
    known, new = rows[:KNOWN], rows[KNOWN:]
    wrong = rng.sample(range(KNOWN), 24)
    for i in wrong[:14]:
        known[i][3] = 2026 - known[i][3]          # the year it was built in place of the age
    for i in wrong[14:]:
        known[i][1] = round(known[i][1] / 100, 2)  # hundreds of square meters
    write("houses.csv", ["id", *FEATURES, "price"], known)
    write("new_houses.csv", ["id", *FEATURES], [row[:-1] for row in new])
    write("../labels/new_houses.csv", ["id", "price"], [[row[0], row[-1]] for row in new])


if __name__ == "__main__":
    main()
