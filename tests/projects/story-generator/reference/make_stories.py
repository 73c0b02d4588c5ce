"""Makes a folder of invented stories."""

import os
import random

WORDS = {
    "who": "keeper baker captain clerk teacher miller weaver smith ferryman girl boy widow".split(),
    "what": "lantern letter rope map key boat clock bell book basket coat mirror".split(),
    "where": "harbor mill bridge chapel shore inn market tower garden island cellar road".split(),
    "how": "old small broken strange heavy green silent rusty bright empty torn warm".split(),
    "did": "found lost carried hid sold painted wanted dropped kept opened watched drew".split(),
    "when": "dawn noon night evening winter spring summer autumn".split(),
}
FORMS = ["The {how} {who} {did} a {what} at the {where} before {when}.",
         "At {when} nobody was at the {where} but the {who} with the {what}.",
         "\"Is this your {what}?\" asked the {how} {who}.",
         "So the {what} stayed in the {how} {where} until {when}.",
         "A {who} from the {where} {did} it, and the {who} {did} the {how} {what}.",
         "Every {when} the {who} thought of the {how} {what} near the {where}."]

rng = random.Random(7)
os.makedirs("stories", exist_ok=True)
for number in range(150):
    sentences = [rng.choice(FORMS) for _ in range(40)]
    for k, form in enumerate(sentences):
        for name, choices in WORDS.items():
            while "{" + name + "}" in form:
                form = form.replace("{" + name + "}", rng.choice(choices), 1)
        sentences[k] = form
    with open(f"stories/story{number:03}.txt", "w", encoding="utf-8") as file:
        file.write("\n\n".join(" ".join(sentences[k:k + 8]) for k in range(0, 40, 8)) + " [1]\n")
