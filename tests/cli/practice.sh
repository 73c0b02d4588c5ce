# The practice timer over several calls, and its history.
. "${0%/*}/lib.sh"

run 0 practice
out 'idle'
run 0 practice status --json
json '.schema == "cairn/practice-status/1" and .state == "idle" and .topic == null and .elapsed_s == 0 and .goal_s == 1800'
run 2 practice stop
run 2 practice pause
run 2 practice resume

at 2026-11-24T18:00:00Z
run 0 practice start math
at 2026-11-24T18:10:01Z
run 2 practice start python
run 0 practice status --json
json '.state == "running" and .topic == "math" and .elapsed_s >= 600 and .elapsed_s < 610 and .today_s == .elapsed_s'
run 0 status
out '10:0'
run 0 practice pause
at 2026-11-24T18:20:00Z
run 0 practice status --json
json '.state == "paused" and .elapsed_s >= 600 and .elapsed_s < 610'
run 0 practice resume
at 2026-11-24T18:25:01Z
run 0 practice stop --note 'dot products'
err 'practised 15:0'
run 0 practice list --json
json '.schema == "cairn/practice-list/1" and (.blocks | length) == 1'
json '.blocks[0] | .topic == "math" and .note == "dot products" and .study_day == "2026-11-24" and .seconds >= 900 and .seconds < 910'
json '.blocks[0].start | startswith("2026-11-24T18:00:0")'
json '.blocks[0].end | startswith("2026-11-24T18:25:0")'
run 0 practice list
out 'dot products'

# Forgotten stops and starts.
at 2026-11-24T20:00:00Z
run 0 practice start math/calculus --ago 20m
at 2026-11-24T20:30:00Z
run 0 practice stop --at 20:10
run 0 practice list --json
json '.blocks[1].seconds >= 1799 and .blocks[1].seconds <= 1801 and .blocks[1].topic == "math/calculus"'
run 0 practice start --at 2026-11-24T20:15:00Z
run 0 practice stop --ago 5m
run 0 practice list --json
json '.blocks[2].topic == null and .blocks[2].seconds >= 599 and .blocks[2].seconds <= 601'
run 2 practice start --at 20:00 --ago 5m
err 'give one of them'
run 2 practice start --at noon
run 2 practice start --ago later
run 2 practice start --at 2030-01-01T00:00:00Z
err 'in the future'
run 2 practice start nosuchtopic

# An entry by hand; a time of day that would be in the future is yesterday's.
run 0 practice log 25m --at 2026-11-20T21:00:00Z --topic attention --note read
at 2026-11-25T00:30:00Z
run 0 practice log 10m --at 23:50
run 0 practice list --json
json '.blocks[0] | .study_day == "2026-11-20" and .seconds == 1500 and .topic == "transformers/attention" and .note == "read"'
json '.blocks[-1] | .seconds == 600 and (.end | startswith("2026-11-24T23:50")) and .study_day == "2026-11-24"'
run 2 practice log soon
run 0 practice list --days 1 --json
json '[.blocks[].study_day] | unique == ["2026-11-24"]'
run 2 practice list --days -1

# Removing one asks; without a terminal it wants --yes.
block=$("$CAIRN_BINARY" practice list --json --days 0 | jq -r '.blocks[0].id')
run 2 practice delete "$block"
err 'add --yes'
run 0 practice delete "$block" --yes
run 0 practice list --days 0 --json
json '[.blocks[].id] | index("'"$block"'") == null'
run 2 practice delete "$block" --yes
run 2 practice delete zzz --yes
err 'there is no block'

# A block over the rollover counts on both days.
at 2026-11-26T03:49:30Z
run 0 practice start math
at 2026-11-26T04:10:30Z
run 0 practice stop
run 0 habit --weeks 1 --json
json '.days[-1].day == "2026-11-26" and .days[-1].minutes == 10 and .days[-2].minutes == 10'
run 0 doctor

# In the morning 23:00 was yesterday, and that is said.
at 2026-12-01T09:30:00Z
run 0 practice start math --at 23:00
err 'since Mon 2026-11-30 23:00, math'
run 0 practice status
out 'since Mon 2026-11-30 23:00'
run 0 practice stop --at 2026-11-30T23:30:00Z
err 'practised 30:00 (Mon 2026-11-30 23:00 to 23:30)'

# Putting blocks right.
at 2026-12-02T20:00:00Z
run 0 practice log 1h --at 19:00 --topic math --note whole
block=$("$CAIRN_BINARY" practice list --json | jq -r '.blocks[-1].id')
short=$("$CAIRN_BINARY" practice list | tail -n 1 | cut -d ' ' -f 1)
run 0 practice edit "$short" --topic calculus --note 'the chain rule' --end 19:20
err 'practised 1:20:00 (Wed 2026-12-02 18:00 to 19:20)'
run 0 practice list --json
json '.blocks[-1] | .id == "'"$block"'" and .topic == "math/calculus" and .what == "topic" and .note == "the chain rule" and .seconds == 4800'
run 0 practice edit "$block" --start 17:50
run 0 practice trim "$block" 20m
run 0 practice split "$block" --at 18:30 --topic review --note 'cards'
run 0 practice list --json
json '[.blocks[-2:][].seconds] == [2400, 1800]'
json '.blocks[-1] | .what == "review" and .note == "cards" and (.start | startswith("2026-12-02T18:30"))'
run 2 practice edit "$block"
err 'nothing to change'
run 2 practice edit "$block" --end 17:00 --start 18:00
err 'still to come'
run 2 practice split "$block"
err '--at TIME'
run 2 practice split "$block" --at 19:30
err 'not within the block'
run 2 practice trim "$block" 5h
err 'practice delete'
run 2 practice trim "$block"
run 2 practice edit nosuch --note x

# By day and by week, of all or of a topic.
run 0 practice list --by day --days 5 --json
json '[.days[] | {day, practice_s, review_s, blocks}] == [{day:"2026-11-28",practice_s:0,review_s:0,blocks:0},{day:"2026-11-29",practice_s:0,review_s:0,blocks:0},{day:"2026-11-30",practice_s:1800,review_s:0,blocks:1},{day:"2026-12-01",practice_s:0,review_s:0,blocks:0},{day:"2026-12-02",practice_s:4200,review_s:0,blocks:2}]'
run 0 practice list --by week --json
json '.weeks[-1] == {week:"2026-W49",from:"2026-11-30",blocks:3,practice_s:6000,review_s:0} and (.weeks | length) == 13'
run 0 practice list --by week --topic math --json
json '.weeks[-1].practice_s == 4200 and (.weeks[-1] | has("review_s") | not)'
run 0 practice list --by day --topic math
out 'Wed 2026-12-02'
not_out 'reviews'
run 0 practice list --by week
out '2026-W49  from 11-30'
out 'total'
run 0 practice list --topic calculus --days 0 --json
json '[.blocks[].topic] | unique == ["math/calculus"]'
run 0 practice list --topic review --json
json '(.blocks | length) == 1'
run 2 practice list --by month

# Long after the last sign of the learner.
run 0 config away-minutes 60
run 0 practice start math
at 2026-12-02T20:20:00Z
run 0 ask add 'a sign of life'
at 2026-12-02T23:00:00Z
run 0 practice stop
err 'the last sign of you was'
err 'practice trim'
run 0 practice start math
at 2026-12-03T02:00:00Z
run 2 practice stop --trim --at 01:00
err 'give one of them'
run 0 practice stop --discard
err 'nothing of it is kept'
run 0 practice start math
at 2026-12-03T02:10:00Z
run 0 ask add 'another one'
at 2026-12-03T04:30:00Z
run 0 practice stop --trim
run 0 practice list --json
json '.blocks[-1].seconds >= 599 and .blocks[-1].seconds < 620'
run 0 practice start math
at 2026-12-03T07:30:30Z
run 0 practice stop --keep
err 'practised 3:0'

# A rhythm of breaks.
run 0 config break-rhythm 25/5
run 2 config break-rhythm 25
at 2026-12-04T18:00:00Z
run 0 practice start review
at 2026-12-04T18:10:00Z
run 0 practice status
out 'a break comes in 1'
run 0 practice status --json
json '.break == "comes" and .break_s > 880 and .break_s <= 900 and (.since | startswith("2026-12-04T18:00"))'
at 2026-12-04T18:30:00Z
run 0 practice status
out 'a break is due since'
run 0 practice pause
run 0 practice status --json
json '.break == "resting" and .break_s > 280'
run 0 practice stop

# Programs of the learner's own.
at 2026-12-05T18:00:00Z
mkdir -p "$HOME/.config/cairn/hooks"
printf '#!/bin/sh\necho "$CAIRN_HOOK $CAIRN_TOPIC" >"%s/ran"\n' "$HOME" >"$HOME/.config/cairn/hooks/on-start"
chmod +x "$HOME/.config/cairn/hooks/on-start"
run 0 practice start math
for _ in 1 2 3 4 5 6 7 8 9; do [ -s "$HOME/ran" ] && break; sleep 0.2; done
[ "$(cat "$HOME/ran")" = 'on-start math' ]
verdict 'on-start runs' "$(cat "$HOME/ran" 2>&1)"
echo nonsense >"$HOME/.config/cairn/hooks/on-stop"
chmod +x "$HOME/.config/cairn/hooks/on-stop"
run 0 practice stop
err 'hook: cannot start'
run 0 doctor
finish
