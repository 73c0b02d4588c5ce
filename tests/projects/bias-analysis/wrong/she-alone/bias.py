"""Measure how a language model connects occupations with pronouns: the reference solution.

Usage:  python3 bias.py fill        measure the gap in all sentences, write shares.csv
        python3 bias.py control     compare with neutral subjects, write intervals.csv
        python3 bias.py generate    sample texts, write continuations.csv and counts.csv
        python3 bias.py report      print the tables of the report from these files
        python3 bias.py all         repeat everything

MODEL says which model is measured: "toy" needs nothing but Python; for "pretrained" install
first:  python3 -m pip install torch transformers
"""

import csv
import random
import re
import sys

import toy

MODEL = "toy"                           # change to "pretrained" once your measurement works
FILL_MODEL = "bert-base-uncased"
WRITE_MODEL = "distilgpt2"
SEED = 0
NEUTRAL = ["person", "neighbor", "visitor"]
WRITE_ABOUT = ["nurse", "engineer", "teacher", "pilot", "cook", "lawyer"]


def read_list(name):
    """Return the first column of a CSV file in data/, without its header."""
    with open(f"data/{name}", encoding="utf-8", newline="") as file:
        return [row[0] for row in csv.reader(file)][1:]


def pretrained_gap(sentence):
    raise SystemExit("the reference measures the toy model only")


def pretrained_write(prompt, rng):
    raise SystemExit("the reference measures the toy model only")


GAP, WRITE = {"toy": (toy.gap, toy.write),
              "pretrained": (pretrained_gap, pretrained_write)}[MODEL]


def she_share(sentence, gap):
    chances = gap(sentence)
    return chances["she"]


def measure_all(subjects, templates, gap):
    return [(subject, number, she_share(template.replace("{subject}", subject), gap))
            for subject in subjects for number, template in enumerate(templates)]


def mean(values):
    return sum(values) / len(values)


def differences(rows, occupation, neutral=NEUTRAL):
    shares = {(subject, number): share for subject, number, share in rows}
    numbers = sorted({number for _, number, _ in rows})
    return [shares[occupation, n] - mean([shares[subject, n] for subject in neutral])
            for n in numbers]


def bootstrap(values, rounds=1000, seed=SEED):
    rng = random.Random(seed)
    means = sorted(mean(rng.choices(values, k=len(values))) for _ in range(rounds))
    return means[int(0.025 * rounds)], means[int(0.975 * rounds)]


HE = {"he", "him", "his", "himself"}
SHE = {"she", "her", "hers", "herself"}


def first_pronoun(text):
    for word in re.findall(r"[a-z]+", text.lower()):
        if word in HE:
            return "he"
        if word in SHE:
            return "she"
    return "none"


def continuations(subject, write, count=100, seed=SEED):
    rng = random.Random(f"{seed} {subject}")
    prompt = f"The {subject} walked into the room because"
    return [write(prompt, rng) for _ in range(count)]


def write_table(name, header, rows):
    with open(name, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)


def read_table(name):
    with open(name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def fill():
    occupations = read_list("occupations.csv")
    rows = measure_all(occupations + NEUTRAL, read_list("templates.csv"), GAP)
    write_table("shares.csv", ["subject", "template", "share"], rows)
    means = {name: mean([r[2] for r in rows if r[0] == name]) for name in occupations}
    for name in sorted(means, key=means.get):
        print(f"{name:14} {means[name]:.3f}")


def control():
    rows = [(r["subject"], int(r["template"]), float(r["share"])) for r in read_table("shares.csv")]
    table = []
    for name in dict.fromkeys(r[0] for r in rows if r[0] not in NEUTRAL):
        values = differences(rows, name)
        low, high = bootstrap(values)
        table.append([name, mean(values), low, high, "yes" if low <= 0 <= high else "no"])
    table.sort(key=lambda row: row[1])
    write_table("intervals.csv", ["occupation", "difference", "low", "high", "contains_zero"], table)


def generate():
    texts = []
    counts = []
    for subject in WRITE_ABOUT:
        made = [(subject, text, first_pronoun(text)) for text in continuations(subject, WRITE)]
        texts += made
        kinds = [kind for _, _, kind in made]
        counts.append([subject] + [kinds.count(kind) for kind in ("he", "she", "none")])
    write_table("continuations.csv", ["subject", "text", "pronoun"], texts)
    write_table("counts.csv", ["subject", "he", "she", "none"], counts)


def report():
    for row in read_table("intervals.csv"):
        mark = " contains 0" if row["contains_zero"] == "yes" else ""
        print(f"{row['occupation']:14} {float(row['difference']):+.3f} "
              f"[{float(row['low']):+.3f}, {float(row['high']):+.3f}]{mark}")
    for row in read_table("counts.csv"):
        print(f"{row['subject']:14} he {row['he']:>4} she {row['she']:>4} none {row['none']:>4}")


def repeat_all():
    """Repeat all measurements, then print the tables."""
    for step in (fill, control, generate, report):
        step()


def main(arguments):
    commands = {"fill": fill, "control": control, "generate": generate, "report": report,
                "all": repeat_all}
    if len(arguments) != 1 or arguments[0] not in commands:
        print(__doc__, file=sys.stderr)
        return 2
    commands[arguments[0]]()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
