"""Makes dev.csv, test.csv, chronicle.txt and ../labels/test.csv. Run it in this folder.

The articles are invented local news: an event with a reason, a cost and a date, people who speak
about it, and background. Each has a summary of two sentences. The chronicle is a history of an
invented town in twelve chapters; each chapter has a family of its own, whose name does not occur
in the others, so that one can see from which chapter a summary took something.
"""

import csv
import random
import textwrap

TOWNS = ["Harlow Bay", "Nordheim", "Vesper Mills", "Callen", "Osterby", "Lindmere", "Graywater",
         "Torrance Hill", "Elmstead", "Quarrow", "Saltford", "Bremmen"]
ROADS = ["Mill Lane", "Station Road", "Quay Street", "Church Hill", "Garden Row", "Old Market"]
PEOPLE = ["Alma Reyk", "Tom Varley", "Ines Holt", "Piet Sandor", "Greta Moss", "Yusuf Lind",
          "Clara Wen", "Oskar Brandt", "Ruth Calder", "Emil Nowak", "Dana Pryce", "Hugo Fenn"]
JOBS = ["mayor", "head of the school", "engineer", "chair of the council", "director", "librarian"]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
MONTHS = ["March", "April", "May", "June", "September", "October"]

# (what will happen, why, what it has, who complains about what, an older fact)
EVENTS = [
    ("replace the old iron bridge with a new one of wood and steel",
     "rust was found in two of its four pillars", "a separate lane for bicycles",
     "shops fear that customers stay away while the road is closed",
     "The bridge was opened by a railway company that no longer exists"),
    ("close the indoor swimming pool for a year of repairs",
     "the roof leaks and heating costs have doubled",
     "solar panels and a smaller basin for children",
     "the swimming club has no other place to train",
     "The pool was built for a regional sports festival"),
    ("turn the empty paper factory into a museum of work",
     "no buyer was found for the building", "a hall with three running machines",
     "some neighbors had hoped for apartments",
     "The factory once gave work to every third family"),
    ("move the weekly market back to the main square",
     "visitors found the parking lot outside the town too windy", "a roof over the fish stalls",
     "taxi drivers lose their waiting area",
     "The market has a right that is older than the church"),
    ("run buses through the night on weekends",
     "many young people asked for it in a survey", "stops at both hospitals",
     "the drivers' union warns that staff is already short",
     "An earlier trial ended because few passengers came"),
    ("plant trees along all streets of the center",
     "last summer was the hottest since records began", "benches and small ponds",
     "about eighty parking spaces disappear", "Old photographs show rows of lime trees there"),
    ("open the library on Sundays",
     "families said that they have no time on weekdays", "a reading room with machines for coffee",
     "the church council asks for quiet in the morning",
     "The library owns a collection of sea charts"),
    ("build a dam against floods above the town",
     "the river left its bed twice in five years", "a path for walkers on its top",
     "farmers would lose meadows", "The highest flood is marked on the wall of the inn"),
    ("give every school a garden",
     "a trial at one school was a success", "beehives and a small weather station",
     "parents worry about children with allergies",
     "One school had a garden until the yard was paved"),
    ("replace all street lamps with lamps that dim at night",
     "electricity for the old lamps became too expensive", "sensors that notice people on foot",
     "some residents feel less safe in darker streets",
     "The town was among the first in the region with electric light"),
]
FILLER = [
    "Similar plans in neighboring towns took longer than expected.",
    "A public meeting is planned in the town hall, where drawings will be shown.",
    "A company from the region will do most of the work.",
    "The regional government pays a third of the cost.",
    "Critics had asked for a vote of all citizens, but too few signatures were collected.",
    "The opposition supported the plan after a long debate.",
    "Experts from the university will watch the project and publish a report.",
    "Volunteers have offered their help.",
    "Earlier drafts had been rejected because they were too expensive.",
    "Work will stop for two weeks during the summer festival.",
]


def article(rng, event):
    """Return (text, summary)."""
    what, why, has, but, old = event
    town, road = rng.choice(TOWNS), rng.choice(ROADS)
    first, second = rng.sample(PEOPLE, 2)
    job = rng.choice(JOBS)
    cost, votes = rng.randint(12, 98) / 10, rng.randint(12, 25)
    month, year = rng.choice(MONTHS), rng.randint(1871, 1968)
    some = rng.sample(FILLER, 5)
    paragraphs = [
        f"{town} will {what}. The town council decided this on {rng.choice(DAYS)} with {votes} "
        f"votes to {rng.randint(3, 9)}. The reason is that {why}.",
        f"The project costs {cost} million crowns and is to begin in {month}. Plans include {has}. "
        f"{some[0]}",
        f"\"We have waited long enough,\" said {first}, the {job}. {some[1]} {some[2]}",
        f"Not everybody is happy: {but}. \"Nobody asked us,\" said {second}, who lives on {road}. "
        f"{some[3]}",
        f"{old}. That was in {year}. {some[4]}",
    ]
    summary = (f"The council of {town} decided to {what}, because {why}. The project costs {cost} "
               f"million crowns and begins in {month}, but {but}.")
    return "\n\n".join(paragraphs), summary


FAMILIES = ["Aldermoor", "Birchley", "Castellan", "Dunmarrow", "Eastergard", "Farrowby",
            "Grimsholt", "Hollander", "Inverlock", "Jessamine", "Kestrelby", "Lorrimer"]
MATTERS = [("ferry", "boats", "the river crossing"), ("mill", "sacks", "the price of flour"),
           ("chapel", "stones", "the height of the tower"), ("tannery", "hides", "the smell"),
           ("school", "books", "the lessons in winter"),
           ("brewery", "barrels", "the water of the spring"),
           ("printing house", "letters", "a forbidden pamphlet"),
           ("railway", "rails", "the noise at night"),
           ("hospital", "beds", "a fever that came with the ships"),
           ("glassworks", "bottles", "the wood of the forest"),
           ("power station", "wires", "the dark evenings"),
           ("observatory", "lenses", "the lights of the town")]
COUNTS = ["two", "three", "seven", "twelve", "forty"]
FIRST = ["Agnes", "Bertil", "Cora", "Dorian", "Edith", "Falk", "Gerda", "Henrik"]
CHRONICLE = [
    "In {year} {first} {family} bought the {thing} and promised to make it the best of the coast.",
    "The {goods} came by water, and {count} men were needed to unload them.",
    "{first} {family} wrote to the council about {matter}, and the letter is still kept.",
    "The council answered after {count} weeks that nothing could be done.",
    "People remembered for a long time how the {thing} burned for {count} hours.",
    "{other} {family} rebuilt it with money that had been saved for {count} years.",
    "A dispute about {matter} divided the town into two parties.",
    "Strangers who came to see the {thing} were surprised by its size.",
    "Each year at the end of the harvest the workers of the {thing} were given {count} coins.",
    "{other} {family} married against the wishes of the family and left for the south.",
    "The winter of {year} was so hard that the {goods} froze together.",
    "When prices fell, the {thing} lost half of its customers within {count} months.",
    "A court decided in {year} that {matter} was not the town's concern.",
    "Children learned a song about the {thing} that has {count} verses.",
    "{first} {family} kept a diary, in which {matter} is mentioned on almost every page.",
    "The keys of the {thing} were handed to the town in {year}.",
    "Nobody knows what became of the {goods} that were stored below the floor.",
    "The roof was covered with slate, and the walls were painted white.",
    "At the celebration {count} lamps were lit, and the bells rang until midnight.",
    "{other} {family} refused every offer and slept beside the {goods}.",
]


def chapter(number, rng):
    family, (thing, goods, matter) = FAMILIES[number], MATTERS[number]
    start = 1640 + 25 * number
    paragraphs = [f"Chapter {number + 1}",
                  f"The history of the {thing} is the history of the family "
                  f"{family}. It began in {start} with a quarrel about {matter}."]
    bag = []
    for _ in range(9):
        while len(bag) < 9:
            bag = rng.sample(CHRONICLE, len(CHRONICLE)) + bag
        forms = [bag.pop() for _ in range(rng.randint(6, 9))]
        first, other = rng.sample(FIRST, 2)
        paragraphs.append(" ".join(form.format(
            year=start + rng.randint(1, 24), first=first, other=other, family=family, thing=thing,
            goods=goods, matter=matter, count=rng.choice(COUNTS))
            for form in forms))
    paragraphs.append(f"So the {thing} passed from the {family} family to others, and the town "
                      f"turned to new concerns.")
    return "\n\n".join(textwrap.fill(text, 96) for text in paragraphs) + "\n"


def write(name, header, rows):
    with open(name, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def main():
    rng = random.Random(23)
    made = [(f"a{k + 1:02}", *article(rng, EVENTS[k % len(EVENTS)])) for k in range(30)]
    write("dev.csv", ["id", "text", "summary"], made[:12])
    write("test.csv", ["id", "text"], [row[:2] for row in made[12:]])
    write("../labels/test.csv", ["id", "summary"], [(row[0], row[2]) for row in made[12:]])
    with open("chronicle.txt", "w", encoding="utf-8", newline="\n") as file:
        file.write("\n".join(chapter(number, rng) for number in range(12)))


if __name__ == "__main__":
    main()
