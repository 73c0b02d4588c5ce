"""Makes study.csv: 120 invented study days of one learner. Run it in this folder.

The file is a little messy, as real ones are: some cells are empty, one place holds a comma and is
quoted, the column `tired` holds words, and one day is far longer than all others.
"""

import csv
import datetime
import random

PLACES = ["desk", "library", "train", "kitchen, window seat", "cafe"]
TIRED = ["no", "a little", "yes"]


def main():
    rng = random.Random(20)
    day = datetime.date(2026, 1, 5)
    with open("study.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["date", "place", "minutes", "cards", "tired"])
        for number in range(120):
            weekend = day.weekday() >= 5
            minutes = max(5, round(rng.gauss(52 if weekend else 31, 16 if weekend else 9)))
            cards = max(0, round(minutes * rng.uniform(0.4, 0.9)))
            if number == 87:
                minutes, cards = 385, 190
            row = [day.isoformat(), rng.choices(PLACES, [8, 4, 3, 3, 2])[0], minutes, cards,
                   rng.choices(TIRED, [6, 3, 1])[0]]
            if rng.random() < 0.05:
                row[2] = ""
            if rng.random() < 0.05:
                row[3] = " "
            writer.writerow(row)
            day += datetime.timedelta(days=rng.choices([1, 2, 3], [7, 2, 1])[0])


if __name__ == "__main__":
    main()
