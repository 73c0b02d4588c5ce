"""Makes train.tsv, test.csv and ../labels/test.csv: invented short messages. Run it in this folder.

About one message in eight is spam. Sentences are put together from templates and word lists; no
person or firm is a real one, and the addresses end in .example, which nobody can own. Some honest messages use the words of spam (free,
win, call), and some spam sounds like a friend, so that no filter gets everything right.
"""

import csv
import random
import re

TRAIN, TEST = 1000, 480
SPAM = {"train": 130, "test": 62}

LISTS = {
    "name": "Ana Ben Chris Dana Eli Femi Gita Hugo Ines Jo Kai Lena Milo Nina Omar Pia Rosa Sam "
            "Tom Uma Vera Will Yara Zoe".split(),
    "who": ["mum", "dad", "my sister", "my brother", "the kids", "grandma", "the neighbors",
            "everyone", "{name}", "{name} and {name}"],
    "day": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday tomorrow tonight".split(),
    "time": ["at 6", "at 7", "at half past five", "around 8", "after work", "after lunch",
             "before the film", "at noon", "in ten minutes", "later", "in an hour", "at quarter to 9"],
    "place": ["the station", "the library", "the cafe", "home", "the gym", "the park", "the office",
              "the bus stop", "the market", "the pool", "the usual place", "{name}'s place"],
    "food": ["pizza", "soup", "pasta", "rice", "noodles", "salad", "curry", "cake", "bread",
             "pancakes", "dumplings"],
    "thing": ["the keys", "my charger", "the tickets", "the book", "my umbrella", "the parcel",
              "your jacket", "the notes", "the ladder", "the blue folder", "my bike", "the milk"],
    "task": ["the report", "the homework", "chapter 3", "the slides", "the laundry", "the dishes",
             "the exercise sheet", "the presentation", "my essay", "the shopping"],
    "subject": ["math", "the exam", "the interview", "the meeting", "the lecture", "practice",
                "the match", "the concert", "the dentist"],
    "mood": ["tired", "happy", "so hungry", "a bit late", "nearly there", "still at work", "bored",
             "on the bus", "in a queue", "proud of you"],
    "hello": ["hi", "hey", "hello", "hiya", "morning", "hey {name}", "hi {name}", "ok", "oh", "so",
              "well", ""],
    "bye": ["see you", "thanks", "thx", "love you", "x", "xx", "bye", "talk soon", ":)", ":-)",
            "haha", "lol", "", "", "", "", ""],
    "prize": ["a £1000 cash prize", "a brand new phone", "a holiday for two", "a $500 gift card",
              "£2000 in cash", "a luxury weekend", "free tickets", "a new tablet", "a voucher",
              "a mystery prize"],
    "act": ["claim now", "call 0900 {digits}", "text WIN to {code}", "reply YES to {code}",
            "click {link}", "visit {link}", "call free on 0800 {digits}", "txt CLAIM to {code}",
            "go to {link} today", "reply CLAIM within 24 hours"],
    "link": ["www.{site}.example", "http://{site}.example/{code}", "{site}.example/claim",
             "bit.{site}.example"],
    "site": "win-now prize4u cashdesk freebie luckyday my-parcel secure-login quickloan topdeal "
            "bonusclub ringtonez".split(),
    "haste": ["URGENT!", "Urgent:", "Final notice!", "LAST CHANCE!", "Congratulations!", "WINNER!!",
              "Dear customer,", "Attention:", "Hurry!", "Limited offer!", "Hello!", "", ""],
    "small": ["T&Cs apply", "18+ only", "Msg cost 150p", "To stop reply STOP", "Offer ends soon",
              "No purchase needed", "150p/msg", "Opt out: STOP", "", "", ""],
    "amount": ["£5000", "$10,000", "£750", "$2,500", "up to £15,000"],
}

HAM = [
    "{hello} are you free {day}? {who} wants to go to {place}. {bye}",
    "{hello} can you bring {thing} {time}? {bye}",
    "I'm {mood}, see you {time}. {bye}",
    "{hello} what time does {subject} start on {day}? {bye}",
    "did you finish {task}? I am stuck with it. {bye}",
    "{hello} i left {thing} at {place}, can you look? {bye}",
    "{food} or {food} for dinner? {who} would like {food}. {bye}",
    "Sorry, {mood}. Will be at {place} {time}. {bye}",
    "how was {subject}? tell me {time}. {bye}",
    "{hello} call me when you are at {place}. {bye}",
    "Did we win {subject}?? I had to leave early. {bye}",
    "the doctor can see you {day} {time}, is that ok? {bye}",
    "{who} says thanks for {thing}. {bye}",
    "Happy birthday {name}! have a lovely day, {food} {time}? {bye}",
    "u at {place}? i am {mood} {bye}",
    "no problem, {day} is fine. i'll bring {food}. {bye}",
    "{hello} please send me the notes of {subject}, mine are at {place}. {bye}",
    "Train is late again, start {subject} without me. {bye}",
    "{name} said \"{time}\" but i think it is {day}. {bye}",
    "Good luck with {subject} {day}, you can do it. {bye}",
    "Is {who} home? nobody opens and i forgot {thing}. {bye}",
    "I'll text you {time}, my phone is nearly dead. {bye}",
    "{who} found {thing} under the sofa {bye}",
    "We are out of milk, could you stop at {place}? {bye}",
    "{hello} the match is on {day}, {who} got free tickets. Want to come? {bye}",
    "Reminder: {subject} is moved to {day} {time}. Reply if that does not suit you.",
    "Your parcel is with {who}, they are home until {day}. {bye}",
    "{hello} i can lend you {amount}? haha no. but i can pay for {food}. {bye}",
    "no idea, ask {name}. {bye}",
    "ok {time} then. {bye}",
    "{task} is done!! now {food} {bye}",
    "\"{task}\" is due {day}, don't forget. {bye}",
    "why is {who} not answering... are you with {name}? {bye}",
    "Your appointment at {place} is on {day} {time}. To cancel call 555 {digits}.",
    "Your code for the {place} door is {code}. Do not share it. {bye}",
    "{name} won a prize for {task}! we should celebrate {day}. {bye}",
    "{hello} the photos from {day} are at {link}, have a look. {bye}",
    "Your order has been sent and arrives {day}. Track it at {link}.",
    "{hello} claim your costs for {subject} by {day}, reply to {name}. {bye}",
    "Your library account: 2 books are due {day}. Renew at {link} or call 555 {digits}.",
    "Congratulations on the new job {name}!! {food} is on me {time}. {bye}",
    "URGENT call me, i am at {place} without {thing}. {bye}",
    "Last chance to join {subject} {day}, only 2 places left. reply yes and i book. {bye}",
    "{hello} new phone, this is my number now. {name} {bye}",
    "Free coffee at {place} {day}, want to come? {bye}",
    "{hello} can you pay {who} for {food}? i give you the cash {time}. {bye}",
]

SPAM_LINES = [
    "{haste} You have won {prize}! To get it {act}. {small}",
    "{haste} Your number was selected to receive {prize}. {act}! {small}",
    "{haste} you are our lucky winner of the week. {act} for {prize}. {small}",
    "{haste} FREE entry into our weekly draw for {prize}. {act}. {small}",
    "{haste} Get {amount} today, no credit check, bad credit ok. {act}. {small}",
    "{haste} Your account has been locked. Confirm your details at {link} now.",
    "{haste} We could not deliver your parcel. Pay the fee of £1.99 at {link}.",
    "New ringtone every week, only 150p! {act}. {small}",
    "{haste} Last chance to save 80% on all watches, {act}. {small}",
    "{haste} Earn {amount} a week from home, no experience needed. {act}. {small}",
    "{haste} a loan of {amount} is approved for you. {act}. {small}",
    "Someone near you wants to chat! {act}. {small}",
    "{haste} Double your coins in 24 hours, guaranteed profit of {amount}. {act}.",
    "{haste} Your subscription ends today. Renew at {link} or lose {prize}.",
    "{haste} Unclaimed refund of {amount} is waiting for you. {act}. {small}",
]

# Spam that sounds like a friend: the hard part.
SLY = [
    "Hi mum, my phone is broken, this is my new number. can you pay a bill for me {time}?",
    "hey it's {name}, i left my wallet at {place}. can you send me cash {time}? {bye}",
    "Hello, are you still looking for work? I have a job for you, write me {time}.",
    "{hello} i saw you in the photos from {day}, look at {link} {bye}",
    "{hello} is this still your number? we met at {place} {day}. {bye}",
    "{hello} can you send me the code you got {time}? i need it for {thing}. {bye}",
    "sorry wrong number! but you seem nice, are you free {day}? {bye}",
    "{name} sent you a message about {subject}. Read it at {link}",
    "Your parcel is at {place}, but the fee is not paid. Reply {time}. {bye}",
    "{hello} i work with {name}, we made {amount} with it, ask me how. {bye}",
]


def expand(text, rng):
    """Replace each {slot} by one of its list, until none is left."""
    while "{" in text:
        slot = re.search(r"\{(\w+)\}", text)[1]
        if slot == "digits":
            word = "".join(rng.choice("0123456789") for _ in range(4))
        elif slot == "code":
            word = "".join(rng.choice("0123456789") for _ in range(4))
        else:
            word = rng.choice(LISTS[slot])
        text = text.replace("{" + slot + "}", word, 1)
    return " ".join(text.split()).replace(" ,", ",")


def disguise(text, rng):
    """Write some messages as people do on a phone."""
    if rng.random() < 0.25:
        text = text.lower()
    if rng.random() < 0.15:
        for long, brief in [("you", "u"), ("are", "r"), ("please", "pls"), ("to", "2")]:
            text = re.sub(rf"\b{long}\b", brief, text)
    if rng.random() < 0.08:
        text = text.rstrip(".") + "..."
    if rng.random() < 0.03:
        text = '"' + text
    if rng.random() < 0.05 and len(text) > 20:
        at = rng.randrange(5, len(text) - 5)
        text = text[:at] + text[at + 1] + text[at] + text[at + 2:]
    return text


def fresh(templates, rng, seen):
    """Return a message that was not made before."""
    while True:
        text = disguise(expand(rng.choice(templates), rng), rng)
        if text not in seen:
            seen.add(text)
            return text


def messages(count, spam, rng, seen):
    """Return a shuffled list of (label, text)."""
    rows = []
    for i in range(count):
        if i >= spam:
            rows.append(("ham", fresh(HAM, rng, seen)))
        elif rng.random() < 0.25:
            rows.append(("spam", fresh(SLY, rng, seen)))
        else:
            rows.append(("spam", fresh(SPAM_LINES, rng, seen)))
    rng.shuffle(rows)
    return rows


def main():
    rng = random.Random(7)
    seen = set()
    train = messages(TRAIN, SPAM["train"], rng, seen)
    test = messages(TEST, SPAM["test"], rng, seen)
    with open("train.tsv", "w", encoding="utf-8", newline="\n") as file:
        for label, text in train:
            file.write(f"{label}\t{text}\n")
    with open("test.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["id", "text"])
        writer.writerows([f"m{i:03}", text] for i, (_, text) in enumerate(test))
    with open("../labels/test.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["id", "label"])
        writer.writerows([f"m{i:03}", label] for i, (label, _) in enumerate(test))


if __name__ == "__main__":
    main()
