# fsrs simulate: the documented shape, limits, the learner's own costs.
. "${0%/*}/lib.sh"

run 0 fsrs simulate --days 60 --cards 100 --json
json '.schema == "cairn/fsrs-simulate/1" and .days == 60 and .cards == 100'
json '(.retentions | length) == 28 and .retentions[0].retention == 0.7 and .retentions[27].retention == 0.97'
json '[.retentions[] | (.reviews | length) == 60 and (.minutes | length) == 60 and (.remembered | length) == 60] | all'
json '[.retentions[] | .remembered_at_end == .remembered[59]] | all'
json '[.retentions[] | .reviews[0]] | all(. == 10)'
json '.retentions[27].minutes_per_day > .retentions[0].minutes_per_day'
json '.least_work_at >= 0.7 and .least_work_at <= 0.97'
cp "$scratch/out" "$scratch/first"
run 0 fsrs simulate --days 60 --cards 100 --json
cmp -s "$scratch/out" "$scratch/first"
settle $? 'the same again' 'another future'

run 0 fsrs simulate --days 30 --cards 50 --new 3 --reviews 4 --json
json '[.retentions[].reviews[]] | max <= 7'
run 0 fsrs simulate --days 1 --cards 0 --json
json '[.retentions[].minutes_per_day] | add == 0'

# A learner twice as slow needs about twice the time.
awk 'BEGIN { ms = 1000; print "card_id,review_rating,delta_t,review_duration"
    for (card = 0; card < 2000; card++) print card ",3,0," ms "\n" card ",3,1," ms }' >"$scratch/fast.csv"
sed 's/,1000$/,60000/' "$scratch/fast.csv" >"$scratch/slow.csv"
run 0 fsrs simulate "$scratch/fast.csv" --days 60 --cards 100 --json
fast=$(jq '.retentions[20].minutes_per_day' "$scratch/out")
run 0 fsrs simulate "$scratch/slow.csv" --days 60 --cards 100 --json
json ".retentions[20].minutes_per_day > 3 * $fast"

run 0 fsrs simulate --days 30 --cards 50
out 'min/day'
out 'Least work for what is remembered: 0.'
run 2 fsrs simulate --days 0
run 2 fsrs simulate --weights 1,2
run 1 fsrs simulate "$scratch/absent.csv"
printf 'card_id,review_rating,delta_t\na,9,0\n' >"$scratch/log.csv"
run 3 fsrs simulate "$scratch/log.csv"
err 'log.csv:2:3'
finish
