"""Compares pairs of texts by three simple rules, in place of readers, and writes the report."""

import csv
import random

with open("texts.csv", encoding="utf-8", newline="") as file:
    rows = list(csv.DictReader(file))
texts = {setting: [row["text"] for row in rows if row["setting"] == setting]
         for setting in ("tuned", "untuned")}
RULES = {"likes full stops": lambda text: text.count("."),
         "likes the": lambda text: text.lower().count("the "),
         "likes long words": lambda text: max(map(len, text.split()))}

rng = random.Random(9)
votes, counts = [], {"tuned": 0, "untuned": 0}
for reader, rule in RULES.items():
    order = ["tuned", "untuned"] * 10
    rng.shuffle(order)
    for pair, left in enumerate(order):
        right = "untuned" if left == "tuned" else "tuned"
        choice = "left" if rule(texts[left][pair]) >= rule(texts[right][pair]) else "right"
        counts["tuned" if choice == "left" else "untuned"] += 1
        votes.append((reader, pair + 1, left, choice))
with open("votes.csv", "w", encoding="utf-8", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["reader", "pair", "left", "choice"])
    writer.writerows(votes)
copies = sum(float(row["copied"]) > 0 for row in rows)
with open("report.md", "w", encoding="utf-8") as file:
    file.write(f"# Report\n\n## Readers\n\n- tuned: {counts['tuned']}\n- untuned: "
               f"{counts['untuned']}\n\n## Copies\n\nOf {len(rows)} texts {copies} had twelve "
               f"words in a row that stand in a training story.\n")
