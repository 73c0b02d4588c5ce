# fsrs optimize and fsrs evaluate: the documented shapes, holding out, small logs, errors.
. "${0%/*}/lib.sh"

# 150 cards of a learner who forgets fast: the first interval grows from 1 to 6 days with the card's
# number, and every third card is forgotten at its end.
awk 'BEGIN {
    print "card_id,review_rating,delta_t"
    for (turn = 0; turn < 6; turn++)
        for (card = 0; card < 150; card++) {
            forgotten = turn > 0 && (card + turn) % 3 == 0
            print card "," (forgotten ? 1 : 3) "," (turn == 0 ? 0 : turn * (1 + card % 3))
        }
}' >"$scratch/log.csv"
run 0 fsrs optimize "$scratch/log.csv" --json
json '.schema == "cairn/fsrs-optimize/1" and (.weights | length) == 21 and .items == 750'
json '.log_loss.after < .log_loss.before and .rmse_bins.after < .rmse_bins.before'
json '.auc.before > 0 and .auc.after <= 1 and .seconds >= 0 and .seconds < 60'
json '[.weights[0:4] | .[1:] as $next | .[0:3] | to_entries[] | .value <= $next[.key]] | all'
weights=$(jq -r '.weights | map(tostring) | join(",")' "$scratch/out")
before=$(jq '.log_loss.before' "$scratch/out")
after=$(jq '.log_loss.after' "$scratch/out")

# evaluate says of each set of weights what optimize said.
run 0 fsrs evaluate "$scratch/log.csv" --json
json ".schema == \"cairn/fsrs-evaluate/1\" and .items == 750 and .log_loss == $before"
json '.weights[0] == 0.212 and (.weights | length) == 21 and .rmse_bins > 0 and .auc > 0'
run 0 fsrs evaluate "$scratch/log.csv" --json --weights "$weights"
json "(.log_loss - $after) | fabs < 1e-9"
run 0 fsrs evaluate "$scratch/log.csv" --json --weights 0.4,0.6,2.4,5.8,4.93,0.94,0.86,0.01,1.49,0.14,0.94,2.18,0.05,0.34,1.26,0.29,2.61
json '(.weights | length) == 21 and .weights[20] == 0.5'

# Optimised weights are the ones to beat when they are given.
run 0 fsrs optimize "$scratch/log.csv" --json --weights "$weights"
json "(.log_loss.before - $after) | fabs < 1e-9"

# Held out: learned from the oldest, scored on the newest.
run 0 fsrs optimize "$scratch/log.csv" --json --holdout 0.2
json '.items == 150 and .learned_from == 600'
run 0 fsrs evaluate "$scratch/log.csv" --json --holdout 0.2
json '.items == 150'

# For people.
run 0 fsrs optimize "$scratch/log.csv"
out 'Learned from 750 predictions'
out 'before'
out 'RMSE (bins)'
run 0 fsrs evaluate "$scratch/log.csv"
out 'log loss'
not_out 'before'

# Small logs.
printf 'card_id,review_rating,delta_t\na,3,0\na,3,4\n' >"$scratch/log.csv"
run 0 fsrs optimize "$scratch/log.csv"
out 'Too few reviews to learn from'
run 0 fsrs optimize "$scratch/log.csv" --json
json '.weights[8] == 1.8722 and .items == 1'
printf 'card_id,review_rating,delta_t\n' >"$scratch/log.csv"
run 0 fsrs optimize "$scratch/log.csv" --json
json '.items == 0 and .log_loss.after == 0'
awk 'BEGIN { print "card_id,review_rating,delta_t"
    for (card = 0; card < 30; card++) print card ",3,0\n" card ",3,1" }' >"$scratch/log.csv"
run 0 fsrs optimize "$scratch/log.csv"
out 'only the first stabilities'

# What is wrong is named.
printf 'card_id,review_rating,delta_t\na,7,0\n' >"$scratch/log.csv"
run 3 fsrs optimize "$scratch/log.csv"
err 'log.csv:2:3: review_rating must be 1, 2, 3 or 4, not "7"'
run 3 fsrs evaluate "$scratch/log.csv"
printf 'card_id,review_rating,delta_t\na,3,0\n' >"$scratch/log.csv"
run 2 fsrs optimize "$scratch/log.csv" --holdout 1
err 'holdout takes a number between 0 and 1'
run 2 fsrs evaluate "$scratch/log.csv" --weights 1,2,3
err '21 weights'
run 1 fsrs optimize "$scratch/absent.csv"
finish
