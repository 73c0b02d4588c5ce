# The learner's own reviews: fsrs optimize and simulate without a log, and what new weights change.
. "${0%/*}/lib.sh"
pack=$scratch/pack
mkdir -p "$pack"
cat >"$pack/pack.yaml" <<'EOF'
id: own
title: Own
language: en
licence: CC0-1.0
version: 1
files: {roadmap: roadmap.yaml, decks: [deck.yaml]}
EOF
cat >"$pack/roadmap.yaml" <<'EOF'
phases:
  - id: own-phase
    title: One
    months: [1, 2]
    goal: To learn.
    topics:
      - {id: own-topic, title: A topic, why: To learn., requires: [], hours: [1, 2], subtopics: [], resources: []}
EOF
awk 'BEGIN { print "deck: own-deck\ntitle: Own\ntopic: own-topic\ncards:"
    for (i = 0; i < 80; i++) printf "  - {id: own-%d, kind: basic, front: f%d, back: b%d}\n", i, i, i }' \
    >"$pack/deck.yaml"
run 0 --content "$pack" config new-per-day 80
run 0 --content "$pack" config fuzz false

run 0 fsrs optimize
out 'There is too little to learn from yet'
run 0 fsrs optimize --apply --json
json '.worth == false and .applied == false and .items == 0'
run 0 config weights
run 2 fsrs optimize --holdout 0.2
err 'goes with a LOG'
printf 'card_id,review_rating,delta_t\na,3,0\n' >"$scratch/log.csv"
run 2 fsrs optimize "$scratch/log.csv" --apply
err 'is for your own reviews'

# Every third answer is forgotten, far more than the defaults expect.
day=1
while [ "$day" -le 24 ]; do
    [ "$day" -ne 9 ] || early=$("$CAIRN_BINARY" fsrs optimize --apply 2>&1)
    awk -v day="$day" 'BEGIN { for (i = 0; i < 240; i++) print "\n" ((i + day) % 3 == 0 ? 1 : 3) }' |
        CAIRN_NOW=2026-11-$(printf %02d "$day")T10:00:00Z \
            "$CAIRN_BINARY" --content "$pack" review own-deck --linear >"$scratch/day" 2>&1
    settle $? "the reviews of day $day" 'they failed'
    day=$((day + 1))
done
run 0 --content "$pack" card list deck:own-deck --json
jq -c '[.cards[] | {id, due, reps, lapses}]' "$scratch/out" >"$scratch/days"
jq -c '[.cards[].s]' "$scratch/out" >"$scratch/before"
case $early in *'too few later reviews to judge the new weights by ('*', at least 100)'*) ;; *) false ;; esac
verdict 'after eight days nothing is judged' "$early"
run 0 fsrs optimize
out '--apply puts them to use'
run 0 config weights
[ -z "$(cat "$scratch/out")" ]
verdict 'without --apply nothing changes' 'there are weights'
run 0 fsrs optimize --apply --json
json '.worth and .applied and .log_loss.after < .log_loss.before and .items >= 100'
jq -r '.weights[0]' "$scratch/out" >"$scratch/first"
run 0 config weights
out "$(printf '%.4f' "$(cat "$scratch/first")"),"

# The memory follows, the days stay, and the log says the same.
run 0 --content "$pack" card list deck:own-deck --json
jq -c '[.cards[].s]' "$scratch/out" >"$scratch/after"
jq -c '[.cards[] | {id, due, reps, lapses}]' "$scratch/out" >"$scratch/out.days"
cmp -s "$scratch/days" "$scratch/out.days"
verdict 'due days stay' 'they moved'
cmp -s "$scratch/before" "$scratch/after"
[ $? -ne 0 ]
verdict 'stabilities follow the weights' 'they stayed'
run 0 --content "$pack" doctor

# What is learned from is what is in use.
run 0 fsrs simulate --days 60 --cards 100 --json
cp "$scratch/out" "$scratch/own"
run 0 fsrs simulate --days 60 --cards 100 --json --weights "$("$CAIRN_BINARY" config weights)"
cmp -s "$scratch/out" "$scratch/own"
verdict 'simulate takes the weights in use' 'it takes others'
run 0 config weights ''
run 0 config weights
run 2 config weights 1,2,3
err 'expected 21 numbers separated by commas'
finish
