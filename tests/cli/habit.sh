# habit: floor, rest days, freezes, and what a day counts for.
. "${0%/*}/lib.sh"

why() { # DATE FILTER: of `habit why DATE`, whose text must be there
    run 0 habit why "$1" --json
    json ".schema == \"cairn/habit-why/1\" and .day == \"$1\" and (.text | length) > 0 and ($2)"
}

run 0 habit why
out 'Tue 2026-11-24  open'
out '5 more minutes reach the floor of 5'
run 0 habit why 2026-11-23
out 'Nothing had been practised yet'
run 0 habit why 2030-01-01
out 'still to come'
run 2 habit why someday
run 2 habit nosuch

# Seven kept days earn a freeze, which covers the eighth.
for day in 02 03 04 05 06 07 08; do
    at "2026-11-${day}T18:00:00Z"
    run 0 practice log 5m
done
run 0 habit
out '7 in a row, 7 the longest; today kept with 5 of 30 minutes'
out '1 freeze at hand'
why 2026-11-08 '.verdict == "kept" and .reason == "floor" and .earned_freeze and .streak == 7 and .practice_s == 300'
at 2026-11-09T17:59:00Z
run 0 today
not_out 'keep the streak'
run 0 status --format '[%w]'
out '[]'
at 2026-11-09T18:00:30Z
run 0 today
out '5 minutes keep the streak of 7 days; else a freeze covers today.'
run 0 status --format '%f %w'
out '1 5 minutes keep the streak of 7 days'
run 0 today --json
json '.streak | .today == "open" and .if_left == "frozen" and .missing_minutes == 5 and .freezes == 1'
at 2026-11-10T20:00:00Z
run 0 today
out '5 minutes keep the streak of 7 days.'
why 2026-11-09 '.verdict == "frozen" and .reason == "freeze" and .streak == 7 and .freezes == 0 and .minutes == 0'
run 0 habit why yesterday
out 'Mon 2026-11-09  frozen'
run 0 habit
out '◇ frozen'
run 0 --ascii habit
out '* frozen'
run 0 habit --json
json '.schema == "cairn/habit/1" and .streak.current == 7 and .days[-2].verdict == "frozen"'

# A streak that is over is no reproach: the longest is named.
at 2026-11-12T20:00:00Z
why 2026-11-11 '.verdict == "missed" and .streak == 0'
run 0 today
out 'longest streak 7 days'
not_out ' 0 days'
run 0 habit
out '0 in a row, 7 the longest'
not_out 'freeze at hand'

# What is written down later has its effect, and taking it out again too.
run 0 practice log 10m --at 2026-11-10T12:00:00Z
run 0 practice log 10m --at 2026-11-11T12:00:00Z
run 0 today --json
json '.streak.current == 9'
block=$("$CAIRN_BINARY" practice list --json | jq -r '.blocks[-1].id')
run 0 practice delete "$block" --yes
run 0 today --json
json '.streak.current == 0 and .streak.longest == 8'

# Rest days, by their names or by their number; old days stay as they were.
run 0 config study-days mon,tue,wed,thu
why 2026-11-07 '.verdict == "kept"'
at 2026-11-12T21:00:00Z
run 0 practice log 10m
at 2026-11-16T08:00:00Z
why 2026-11-13 '.verdict == "rest" and .reason == "weekday" and .streak == 1'
why 2026-11-11 '.verdict == "missed" and .reason == "short"'
run 0 habit
out '◌ rest'
out 'today open with 0 of 30 minutes'
with CAIRN_NOW=2026-11-15T08:00:00Z
run 0 habit
out 'today is a rest day with 0 of 30 minutes'
run 0 today --json
json '.streak.current == 1 and .streak.today == "open"'
run 2 config study-days someday
err 'weekdays such as'
run 0 config study-days ''
run 0 config days-per-week 5
at 2026-11-20T08:00:00Z
why 2026-11-16 '.verdict == "rest" and .reason == "week"'
why 2026-11-17 '.verdict == "rest"'
why 2026-11-18 '.verdict == "missed"'
why 2026-11-15 '.verdict == "rest" and .reason == "weekday"'

# Neither another rollover nor another zone moves an old day.
run 0 habit --json --weeks 4
cp "$scratch/out" "$scratch/before"
run 0 config rollover-hour 0
with TZ=Pacific/Kiritimati
run 0 habit --json --weeks 4
kept='.days | map(select(.day > "2026-10-30" and .day < "2026-11-19"))'
[ "$(jq -c "$kept" "$scratch/before")" = "$(jq -c "$kept" "$scratch/out")" ]
verdict 'old days stay' 'they changed'

# A block over the hour at which the day turns over is of both days, and each says how much of it.
run 0 config rollover-hour 4
at 2026-11-28T04:30:00Z
run 0 practice log 30m --topic math --at 2026-11-28T04:20:00Z
why 2026-11-27 '.blocks | length == 1 and .[0].seconds == 600 and .[0].topic == "math" and .[0].rollover_hour == 4'
why 2026-11-28 '.practice_s == 1200 and .blocks[0].seconds == 1200 and .blocks[0].start == "2026-11-28T03:50:00+00:00"'
run 0 habit why 2026-11-27
out '  03:50-04:20 +00:00    10:00  math  the day turned over at 4:00'
run 0 doctor
finish
