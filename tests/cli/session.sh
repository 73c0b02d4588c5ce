# Sessions of the learner's own choice: a query, cards ahead of time, cramming.
. "${0%/*}/lib.sh"

at 2026-11-24T12:00:00Z
run 0 config fuzz false
first='tag:vectors kind:basic'

# A query names the cards, begun topic or not.
feed '\n4\n\n4\n\nq\n'
run 0 review --linear --query "$first" --limit 2
out 'again in'
run 0 card list introduced:1 --json
json '(.cards | length) == 2 and ([.cards[] | (.tags | index("vectors")) != null and .kind == "basic" and .state == "review"] | all)'
run 0 review --linear --query 'is:leech'
err 'the query chooses no card'
run 2 review --linear --query 'is:dued'
err 'did you mean "due"?'

# Nothing is due; ahead of time the true days count.
card=$("$CAIRN_BINARY" card list introduced:1 --json | jq -r '.cards[0].id')
due=$("$CAIRN_BINARY" card list "id:$card" --json | jq -r '.cards[0].due')
at 2026-11-26T12:00:00Z
run 0 review --linear --query "id:$card"
err 'no card is due'
feed '\n3\nq\n'
run 0 review --linear --query "id:$card" --ahead 30
out '[1 due, 0 new]'
run 0 card list "id:$card" --json
json ".cards[0] | .reps == 2 and .due > \"$due\" and .s > 8"
stable=$(jq -r '.cards[0].s' "$scratch/out")
reps=$(jq -r '.cards[0].reps' "$scratch/out")

# Cramming asks every card once, and again after Again, and changes none.
feed '\n1\n\n3\n\n3\nq\n'
run 0 review --linear --cram
out '[2 due, 0 new]'
out 'again: noted; its schedule stays'
out '3 cards'
not_out 'again in'
run 0 card list "id:$card" --json
json ".cards[0] | .s == $stable and .reps == $reps and .lapses == 0"
run 0 card history "$card" --json
json '.reviews | length == 2'
# What is taken back comes again.
feed '\n1\nu\n\n3\nq\n'
run 0 review --linear --cram --query "id:$card"
out 'taken back'
out 'good: noted'
run 0 card list "id:$card" --json
json ".cards[0] | .s == $stable and .reps == $reps"
run 2 review --linear --cram --ahead 3
err 'leave --ahead out'
run 0 doctor

# Why a card comes or not; what is due and does not come is the backlog.
at 2026-12-16T12:00:00Z
run 0 config reviews-today 1
run 0 today
out 'backlog: 1 more due'
run 0 today --json
json '.due == 1 and .backlog == 1'
run 0 card list is:due --json
json '.cards | length == 2'
run 0 card show "$card"
out 'the limit of the day is reached'
later=$("$CAIRN_BINARY" card list topic:transformers/attention --json | jq -r '.cards[0].id')
run 0 card show "$later"
out 'its topic is not begun'

# A card that is forgotten too often is set aside.
run 0 config leech-threshold 1
run 0 config relearning-steps ''
at 2026-12-24T12:00:00Z
feed '\n1\nq\n'
run 0 review --linear --query "id:$card"
out 'set aside as a leech'
run 0 card list is:leech --json
json ".cards | length == 1 and .[0].id == \"$card\" and .[0].state == \"suspended\""
run 0 doctor
finish
