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
finish
