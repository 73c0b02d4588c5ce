# fsrs replay against what the reference implementation makes of the same reviews; CSV in and out.
. "${0%/*}/lib.sh"
log=tests/data/fsrs-replay.csv
expected=tests/data/fsrs-replay.expected

# Each set of weights with each wanted retention, to the tolerance of single precision.
for set in $(sed -n 's/^weights \([^ ]*\) .*/\1/p' $expected); do
    weights=$(sed -n "s/^weights $set //p" $expected)
    for retention in $(awk -F, -v s="$set" '$1 == s { print $2 }' $log | sort -u); do
        awk -F, -v s="$set" -v r="$retention" 'NR == 1 || ($1 == s && $2 == r)' $log >"$scratch/log.csv"
        "$CAIRN_BINARY" fsrs replay "$scratch/log.csv" --json --weights "$weights" \
            --retention "$retention" >"$scratch/out" 2>"$scratch/err"
        jq -r '.reviews[] | "\(.card) \(.s) \(.d) \(.interval)"' "$scratch/out" >"$scratch/got"
        awk -v s="$set" -v r="$retention" '$1 == s && $2 == r { print $3, $4, $5, $6 }' \
            $expected >"$scratch/want"
        paste -d ' ' "$scratch/want" "$scratch/got" | awk '
            function far(a, b) { d = a - b; if (d < 0) d = -d; return d > 2e-4 * (a > 0 ? a : 1) }
            NF != 8 || $1 != $5 || far($2, $6) || far($3, $7) || far($4, $8) { print NR ": " $0; bad = 1 }
            END { exit bad || NR == 0 }' >"$scratch/bad"
        settle $? "replay agrees: $set, retention $retention" "$(head -n 1 "$scratch/bad")"
    done
done

# The documented shape; r is null on the first review.
printf 'review_rating,x,card_id,delta_t\n3,,a,0\n3,,"b, c",-1\n1,,a,5\n' >"$scratch/log.csv"
run 0 fsrs replay "$scratch/log.csv" --json
json '.schema == "cairn/fsrs-replay/1" and ([.reviews[].card] == ["a","b, c","a"])'
json '.reviews[0] | keys == ["card","d","delta_t","interval","r","rating","s"] and .r == null'
json '.reviews[2] | .rating == 1 and .delta_t == 5 and .r > 0.7 and .r < 0.9 and .s < 2.3'
run 0 fsrs replay "$scratch/log.csv"
out 'card	rating	delta_t	r	s	d	interval'
run 0 fsrs replay "$scratch/log.csv" --weights 0.4,0.6,2.4,5.8,4.93,0.94,0.86,0.01,1.49,0.14,0.94,2.18,0.05,0.34,1.26,0.29,2.61 --json
json '.reviews[0].s == 2.4'
feed 'card_id,review_rating,delta_t\na,4,0\n'
run 0 fsrs replay - --json
json '.reviews[0].s == 8.2956 and .reviews[0].d == 1'

# Instants: ISO 8601 and milliseconds, zones, the rollover, and a log that is not in order.
cat >"$scratch/log.csv" <<'EOF'
card_id,review_rating,review_time
a,3,2026-11-24T02:00:00Z
a,3,2026-11-24T05:00:00Z
b,3,1795500000000
a,3,2026-11-26T06:00:00+01:00
EOF
run 0 fsrs replay "$scratch/log.csv" --zone UTC --json
json '[.reviews[].delta_t] == [0,1,0,2]'
run 0 fsrs replay "$scratch/log.csv" --zone UTC --rollover 0 --json
json '[.reviews[].delta_t] == [0,0,0,2]'
run 0 fsrs replay "$scratch/log.csv" --zone Asia/Tokyo --json
json '[.reviews[].delta_t] == [0,0,0,2]'
cat >"$scratch/log.csv" <<'EOF'
card_id,review_rating,review_time
a,1,2026-11-28T12:00:00Z
a,3,2026-11-24T12:00:00Z
EOF
run 0 fsrs replay "$scratch/log.csv" --zone UTC --json
json '[.reviews[] | [.rating, .delta_t]] == [[1,4],[3,0]] and .reviews[1].r == null'
run 2 fsrs replay "$scratch/log.csv" --zone Mars/Olympus
err 'there is no time zone'
run 2 fsrs replay "$scratch/log.csv" --zone ../etc/passwd
printf '\357\273\277card_id,review_rating,delta_t\r\na,3,0\r\n\r\na,3,4\r\n' >"$scratch/log.csv"
run 0 fsrs replay "$scratch/log.csv" --json
json '[.reviews[].delta_t] == [0,4]'

# What is wrong is named with its place.
run 1 fsrs replay "$scratch/absent.csv"
err 'absent.csv'
printf '' >"$scratch/log.csv"
run 3 fsrs replay "$scratch/log.csv"
err 'log.csv:1:1: the log is empty'
printf 'card,rating\na,3\n' >"$scratch/log.csv"
run 3 fsrs replay "$scratch/log.csv"
err 'names no card_id'
err 'neither review_time nor delta_t'
printf 'card_id,review_rating,delta_t\na,3,0\na,5,1\n,3,x\n"a,3\n' >"$scratch/log.csv"
run 3 fsrs replay "$scratch/log.csv"
err 'log.csv:3:3: review_rating must be 1, 2, 3 or 4, not "5"'
err 'log.csv:4:1: card_id is empty'
err 'log.csv:4:4: delta_t must be whole days'
err 'log.csv:6:1: a quote is not closed'
not_out 'reviews'
printf 'card_id,review_rating,review_time\na,3,yesterday\n' >"$scratch/log.csv"
run 3 fsrs replay "$scratch/log.csv"
err 'log.csv:2:5: review_time must be ISO 8601'
printf 'card_id,review_rating,delta_t\na,3,0\n' >"$scratch/log.csv"
run 2 fsrs replay "$scratch/log.csv" --weights 1,2,x
run 2 fsrs replay "$scratch/log.csv" --weights 1,2,3
run 2 fsrs replay "$scratch/log.csv" --retention 1
run 2 fsrs replay "$scratch/log.csv" --retention none
run 2 fsrs replay "$scratch/log.csv" --rollover 24
finish
