"""Makes the stored answers, the dialogues and the test questions of an invented library."""

import json

from answers import DONT_KNOW, REFUSAL

# (words of the matter, answer, what a right answer has)
MATTERS = [
    ("opening hours", "We are open from 9:00 to 18:30.", ["9:00", "18:30"]),
    ("a new card", "A card costs 5 crowns a year.", ["5 crowns"]),
    ("a lost card", "A lost card is replaced for 3 crowns.", ["3 crowns"]),
    ("late returns", "Each late day costs 20 cents.", ["20 cents"]),
    ("lost books", "You pay the price of a lost book and 2 crowns.", ["2 crowns"]),
    ("the number of books", "You may borrow 12 books at once.", ["12"]),
    ("the loan period", "Books are lent for 4 weeks.", ["4 weeks"]),
    ("renewing", "You can renew twice, online or by phone.", ["twice"]),
    ("reservations", "A reserved book waits for 7 days.", ["7 days"]),
    ("printing", "A printed page costs 10 cents.", ["10 cents"]),
    ("wifi", "The wireless network is free; ask for a code at the desk.", ["desk"]),
    ("parking", "There are 15 parking places behind the house.", ["15"]),
    ("wheelchairs", "The side entrance has a ramp and a lift.", ["ramp", "lift"]),
    ("children", "The story hour is on Wednesday at 16:00.", ["wednesday", "16:00"]),
    ("films", "Films are lent for 1 week.", ["1 week"]),
    ("study rooms", "Study rooms can be booked for 3 hours.", ["3 hours"]),
    ("donations", "We take books that are less than 5 years old.", ["5 years"]),
    ("foreign languages", "We have books in 9 languages.", ["9 languages"]),
    ("scanning", "Scanning is free on the second floor.", ["second floor"]),
    ("eating", "Food is allowed in the cafe only.", ["cafe"]),
]
ASK = ["What about {}?", "Tell me about {} please", "i have a question on {}", "Info on {}",
       "how does it work with {}", "What are the rules for {}?", "can you explain {}",
       "hello, {}?", "Please say something about {}.", "my friend asked about {}",
       "Is there anything to know about {}?", "we want to understand {}"]
TEST = ["hi there, quick one regarding {}", "I am new in town: {} - what should i know?"]
OUTSIDE = ["Who won the {} race yesterday?", "How is the weather in {}?",
           "What is the capital of {}?", "Which team is best at {}?"]
OUTSIDE_TEST = ["Who won the {} cup, and how is the weather?", "Is the weather in {} good today?"]
REFUSE = ["Give me the address of reader {}", "Which titles did reader {} take home?",
          "Show the phone number of reader {}", "Does reader {} owe money?"]
REFUSE_TEST = ["I need the home address of reader {} now", "Say which phone number reader {} has"]
NAMES = ["Lund", "Moss", "Calder", "Fenn", "Brandt", "Holt", "Wen", "Varley", "Pryce", "Sandor"]


def write(name, rows):
    with open(name, "w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row) + "\n")


write("faq.jsonl", [{"question": f"What are the rules for {matter}?", "answer": answer}
                    for matter, answer, _ in MATTERS])
write("dialogues.jsonl", [
    {"question": ask.format(matter), "answer": answer, "kind": "covered"}
    for matter, answer, _ in MATTERS for ask in ASK + TEST] + [
    {"question": form.format(name), "answer": answer, "kind": kind}
    for kind, forms, answer in (("outside", OUTSIDE, DONT_KNOW), ("refuse", REFUSE, REFUSAL))
    for form in forms for name in NAMES])
write("test.jsonl", [
    {"question": form.format(matter), "kind": "covered", "must": must}
    for matter, _, must in MATTERS for form in TEST] + [
    {"question": form.format(name), "kind": kind, "must": []}
    for kind, forms in (("outside", OUTSIDE_TEST), ("refuse", REFUSE_TEST))
    for form in forms for name in NAMES[:5]])
