# today, status, plan, habit, stats.
. "${0%/*}/lib.sh"

run 0 status
out '0/30 min  0 due  0 days'
[ ! -e "$data" ]
verdict 'status creates nothing' "$data is there"
run 0 status --format '%m %g %d %n %s [%t%T] 100%%'
out '0 30 0 10 0 [] 100%'
run 2 status --format '%x'
err '%x is no placeholder'
run 2 status --format 'end %'
run 0 status --json
json '.schema == "cairn/status/1" and .due == 0 and .timer == "idle" and .goal_minutes == 30'

run 0 today
out '0 of 30 minutes'
out 'The next 30 minutes'
run 0 today --json
json '.study_day == "2026-11-24" and .due == 0 and .new == 10 and .minutes == 0'
json '.goal_minutes == 30 and .streak == {"current":0,"longest":0,"today":"open","if_left":"missed","missing_minutes":5,"freezes":0}'
json '[.plan[].minutes] | add == 30'
json '.plan[0].what == "review" and .plan[0].id == null'
json '.plan[1].what == "topic" and (.plan[1].id | startswith("python/"))'

at 2026-11-24T03:30:00Z
run 0 today --json
json '.study_day == "2026-11-23"'
at 2026-11-24T04:00:00Z
run 0 today --json
json '.study_day == "2026-11-24"'
at tomorrow
run 2 today
err 'tomorrow'

# Two days of practice make a streak; a third without one breaks it.
at 2026-11-20T18:00:00Z
run 0 practice log 30m --topic math
at 2026-11-21T18:00:00Z
run 0 practice log 12m --topic math
run 0 status --format '%m/%g %s'
out '12/30 2'
run 0 today --json
json '.streak.current == 2 and .streak.longest == 2 and .streak.today == "kept" and .minutes == 12'
json '[.plan[].minutes] | add == 18'
run 0 habit
out '2 in a row, 2 the longest; today kept with 12 of 30 minutes'
out 'Mon'
run 0 habit --ascii --weeks 1
out '#'
run 0 habit --weeks 2 --json
json '.schema == "cairn/habit/1" and (.days | length) == 14'
json '.days[-1] == {"day":"2026-11-21","minutes":12,"reviews":0,"verdict":"kept"}'
json '.days[-2].minutes == 30 and .days[-3].verdict == "none"'
at 2026-11-24T18:00:00Z
run 0 today --json
json '.streak.current == 0 and .streak.longest == 2 and .streak.today == "open"'

run 0 plan
out 'hours are left'
out 'minutes a day (last 14 days)'
run 0 plan --json
json '.schema == "cairn/plan/1" and .minutes_per_day == 3 and .hours_left[0] < .hours_left[1]'
json '(.plan | length) > 0'
run 0 stats
out 'in all'
out '  minutes'
out '26 Oct  '
out 'Tue 2026-11-24 │ 0'
run 0 --ascii stats
out 'Tue 2026-11-24 | 0'
run 0 stats --json
json '.schema == "cairn/stats/1" and .cards.all == .cards.new and .last_30_days.minutes == 42'
json '.last_30_days.days == 2 and (.forecast | length) == 14'

# one is one
at 2026-11-25T10:00:00Z
run 0 practice log 29m
run 0 status
out '29/30 min  0 due  1 day'
not_out 'days'
run 0 today
out '29 of 30 minutes    1 day in a row'
finish
