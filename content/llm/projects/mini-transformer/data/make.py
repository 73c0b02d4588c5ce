"""Makes the sentence pairs of this project again: python3 make.py (standard library only).

English and French come from the same plan: subject, verb, perhaps a negation, and a thing with
perhaps an adjective. pairs.tsv has both languages; new_sentences.csv has English sentences that do
not occur in it, whose French is in ../labels/new_sentences.csv for the check.
"""

import csv
import os
import random

HERE = os.path.dirname(os.path.abspath(__file__))
PAIRS, NEW = 1700, 200

# English, French, person: 0 I, 1 you, 2 he or she, 3 we, 4 they
SUBJECTS = [
    ("i", "je", 0), ("you", "tu", 1), ("he", "il", 2), ("she", "elle", 2), ("we", "nous", 3),
    ("they", "ils", 4), ("my brother", "mon frère", 2), ("my sister", "ma sœur", 2),
    ("marie", "marie", 2), ("the children", "les enfants", 4), ("your father", "ton père", 2),
]
# English, English after he or she, French for the five persons
VERBS = [
    ("see", "sees", "vois vois voit voyons voient"),
    ("buy", "buys", "achète achètes achète achetons achètent"),
    ("take", "takes", "prends prends prend prenons prennent"),
    ("want", "wants", "veux veux veut voulons veulent"),
    ("have", "has", "ai as a avons ont"),
    ("find", "finds", "trouve trouves trouve trouvons trouvent"),
    ("draw", "draws", "dessine dessines dessine dessinons dessinent"),
    ("sell", "sells", "vends vends vend vendons vendent"),
    ("show", "shows", "montre montres montre montrons montrent"),
]
TO_BE = ["am", "are", "is", "are", "are"]
TO_HAVE = ["ai", "as", "a", "avons", "ont"]
STATES = [("cold", "froid"), ("hot", "chaud"), ("hungry", "faim"), ("thirsty", "soif"),
          ("sleepy", "sommeil"), ("afraid", "peur"), ("right", "raison"), ("wrong", "tort")]
# English, French, 0 masculine or 1 feminine; all begin with a consonant
THINGS = [
    ("book", "livre", 0), ("letter", "lettre", 1), ("car", "voiture", 1), ("dog", "chien", 0),
    ("cat", "chat", 0), ("house", "maison", 1), ("flower", "fleur", 1), ("hat", "chapeau", 0),
    ("table", "table", 1), ("chair", "chaise", 1), ("key", "clé", 1), ("bag", "sac", 0),
    ("garden", "jardin", 0), ("boat", "bateau", 0), ("dress", "robe", 1), ("coat", "manteau", 0),
]
ARTICLES = [("the", "le la"), ("this", "ce cette"), ("my", "mon ma"), ("your", "ton ta")]
BEFORE = [("small", "petit petite"), ("big", "grand grande"), ("new", "nouveau nouvelle"),
          ("old", "vieux vieille"), ("beautiful", "beau belle")]
AFTER = [("red", "rouge rouge"), ("green", "vert verte"), ("black", "noir noire"),
         ("white", "blanc blanche"), ("blue", "bleu bleue"), ("gray", "gris grise")]


def thing(rng, articles):
    """Return a thing in both languages, with an article and perhaps an adjective."""
    english, french, gender = rng.choice(THINGS)
    article = rng.choice(articles)
    chance = rng.random()
    if chance < 0.3:
        word, forms = rng.choice(AFTER)
        english, french = f"{word} {english}", f"{french} {forms.split()[gender]}"
    elif chance < 0.55:
        word, forms = rng.choice(BEFORE)
        english, french = f"{word} {english}", f"{forms.split()[gender]} {french}"
    return f"{article[0]} {english}", f"{article[1].split()[gender]} {french}"


def join(subject, verb, negated):
    """Return the French subject and verb, with ne ... pas and apostrophes where they belong."""
    vowel = verb[0] in "aeiou"
    if negated:
        return f"{subject} n'{verb} pas" if vowel else f"{subject} ne {verb} pas"
    return f"j'{verb}" if subject == "je" and vowel else f"{subject} {verb}"


def sentence(rng):
    """Return one sentence in both languages."""
    english, french, person = rng.choice(SUBJECTS)
    negated = rng.random() < 0.3
    if rng.random() < 0.2:
        word, state = rng.choice(STATES)
        be = TO_BE[person] + (" not" if negated else "")
        return f"{english} {be} {word}", f"{join(french, TO_HAVE[person], negated)} {state}"
    base, third, forms = rng.choice(VERBS)
    verb = third if person == 2 else base
    if negated:
        verb = ("does" if person == 2 else "do") + f" not {base}"
    articles = ARTICLES if negated else ARTICLES + [("a", "un une"), ("a", "un une")]
    what, quoi = thing(rng, articles)
    what = what.replace("a old", "an old")
    return f"{english} {verb} {what}", f"{join(french, forms.split()[person], negated)} {quoi}"


def write(path, header, rows):
    with open(os.path.join(HERE, path), "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def main():
    rng = random.Random(1789)
    pairs = {}
    while len(pairs) < PAIRS + NEW:
        english, french = sentence(rng)
        if len(english.split()) <= 8:
            pairs[english] = french
    rows = list(pairs.items())
    new = [[number, *row] for number, row in enumerate(rows[PAIRS:], start=1)]
    with open(os.path.join(HERE, "pairs.tsv"), "w", encoding="utf-8", newline="") as file:
        file.writelines(f"{english}\t{french}\n" for english, french in rows[:PAIRS])
    write("new_sentences.csv", ["id", "english"], [[n, e] for n, e, _ in new])
    write("../labels/new_sentences.csv", ["id", "french"], [[n, f] for n, _, f in new])


if __name__ == "__main__":
    main()
