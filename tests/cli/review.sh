# Reviewing line by line: grades, undo, leaving, the end of input.
. "${0%/*}/lib.sh"
run 0 config fuzz false

# Enter shows the answer, a digit grades; the end of input leaves and keeps what was graded.
feed '\n3\n\n'
run 0 review --linear
out '[0 due, 10 new]  python-true-division'
out '3.0'
out '1 again 1m   2 hard 6m   3 good 10m   4 easy 8d'
out 'good: again in 10m'
out '1 card in'
run 0 card list is:learning --json
json '[.cards[].id] == ["python-true-division"]'
json '.cards[0] | .reps == 1 and .lapses == 0 and .s > 0 and .d >= 1 and .due == "2026-11-24"'

# The wait after a grade is the one that was offered with it.
at 2026-11-24T18:00:30Z
feed '\n2\nu\nq\n'
run 0 review --linear --topic math
out '2 hard 6m'
out 'hard: again in 6m'

# A digit before the answer is no grade; other words are explained.
at 2026-11-24T18:01:00Z
feed '3\nwhat\n\n9\nq\n'
run 0 review --linear
out 'Enter shows the answer first'
out '1 to 4 grades'
out '0 cards in'
run 0 stats --graph today --json
json '[.graphs[0].items[].answers] | add == 1'

# Undo gives the card back with its old state, and the log keeps both.
feed 'u\nu\nq\n'
run 0 review --linear
out 'there is nothing to undo'
out '0 cards in'
run 0 card list is:learn --json
json '.cards == []'
feed '\n3\nq\n'
run 0 review --linear
run 0 card bury python-true-division
feed 'u\nq\n'
run 0 review --linear
out 'taken back: python-true-division is as it was before'
feed '\n4\n\n1\nu\n\n3\nq\n'
run 0 review --linear
out 'taken back'
out '2 cards in'
run 0 stats --graph answers --json
json '.graphs[0].items | length == 30 and .[-1].answers == 3 and .[-1].new == 3'
run 0 card list is:review --json
json '(.cards | length) == 1 and .cards[0].reps == 1'
second=$(jq -r '.cards[0].id' "$scratch/out")
run 0 card history "$second" --json
json '.schema == "cairn/card-history/1" and (.reviews | map(.rating)) == [4]'

# Limits, topics, decks.
feed '\n3\n\n3\n\n3\n\n3\n'
run 0 review --linear --limit 2
out '2 cards in'
run 0 mark math doing
feed 'q\n'
run 0 review --linear --topic math
out '  dot-product-definition'
feed 'q\n'
run 0 review --linear math
out '  dot-product-definition'
feed '\n3\nu\n\n1\n'
run 0 review --linear fine-tuning --limit 1
out 'No card is left. u takes the last grade back'
out 'again: again in 1m'
out '1 card in'
run 2 review --linear nosuchdeck
run 2 review --linear --topic nosuchtopic
run 2 review --linear --limit none
run 2 review --linear --minutes 0

# The daily limit of new cards holds over sessions.
run 0 config new-per-day 5
feed ''
run 0 review --linear --topic math
err 'no card is due'

# Days later the reviews come first, and a lapse is told.
at 2026-12-20T18:00:00Z
run 0 config new-per-day 0
run 0 today --json
json '.due == 6 and .new == 0'
feed '\n1\nq\n'
run 0 review --linear
out 'again: again in'
run 0 stats --graph answers --json
json '[.graphs[0].items[].forgotten] | add <= 1'
run 0 doctor
out 'follows from them'

# Text from a card never reaches the terminal raw.
mkdir -p "$scratch/pack"
cat >"$scratch/pack/pack.yaml" <<'EOF'
id: evil
title: Evil
language: en
licence: MIT
version: 1
files:
  roadmap: roadmap.yaml
  decks: [deck.yaml]
EOF
cat >"$scratch/pack/roadmap.yaml" <<'EOF'
phases:
  - id: evil-phase
    title: "Evil \e[31m phase"
    months: [1, 2]
    goal: None.
    topics:
      - id: evil
        title: "Evil \e]0;owned\a topic"
        why: None.
        requires: []
        hours: [1, 2]
        subtopics:
          - id: evil/one
            title: One
            explain: "Raw \e[2J clear"
            outcomes: []
EOF
cat >"$scratch/pack/deck.yaml" <<'EOF'
deck: evil
title: Evil
topic: evil
cards:
  - id: evil-card
    kind: basic
    topic: evil/one
    front: "Question \e[2J"
    back: "Answer \e]52;c;AAAA\a"
EOF
run 0 config new-per-day 10
for command in 'roadmap --all' 'roadmap evil' 'roadmap evil/one' 'card list evil' \
    'card show evil-card' 'card preview evil-card' 'search evil'; do
    # shellcheck disable=SC2086 # words of a command
    run 0 --content "$scratch/pack" $command
    not_out "$(printf '\033')"
done
finish
