# today, plan, habit.
. "${0%/*}/lib.sh"

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
run 0 today
out 'longest streak 2 days'
not_out '0 days'

# How far it is: 12 of the 42 minutes were on a topic, and nothing of it is done.
run 0 plan
out 'At 30 minutes a day, 7 days a week'
out 'Through the roadmap: '
out '10 minutes a day more bring that '
out 'The roadmap gives itself 10 to 15 months for that: it takes '
out 'next on the roadmap'
not_out 'To be through by'
run 0 plan --json
json '.schema == "cairn/plan/1" and .minutes_per_day == 30 and .days_per_week == 7'
json '.hours_left[0] < .hours_left[1] and .early < .late and .end == "ends"'
json '(.plan | length) > 0 and .plan[0].why == "due" and (.plan[0].cards > 0)'
json '[.phases[] | select(.end == "ends") | .early] | . == sort'
json '.phases[-1].end == "ongoing" and .phases[-1].early == null and .phases[0].months == [1,2]'
json '.more.early < .early and .more.late < .late and .until == null'
json '.recent.days == 28 and .recent.minutes_per_day == 10.5'
run 0 plan --minutes-per-day 60 --days mon,sat --json
json '.minutes_per_day == 60 and .days_per_week == 2 and .study_days == ["mon","sat"]'
run 0 plan --days 3 --json
json '.days_per_week == 3 and .study_days == []'
run 0 plan --until 2027-09-30
out 'To be through by 2027-09-30 takes '
run 0 config target-date 2027-06-30
run 0 plan --json
json '.until.date == "2027-06-30" and .until.minutes_per_day[0] < .until.minutes_per_day[1]'
run 0 config target-date ''
run 2 config target-date soon
err 'a day such as 2027-09-30'
run 2 plan --days never
err 'is no choice of days'
run 2 plan --days 8
err '1 to 7'
run 2 plan --days ''
err 'is no choice of days'
run 2 plan --minutes-per-day 0
err 'minutes-per-day'
run 2 plan --until 2026-11-01
err '2026-11-01 is over'
run 2 plan --until tomorrow
err '--until'

# a planned day of rest
run 0 config study-days mon,wed
run 0 today
out 'A rest day'
run 0 config study-days ''
run 0 today
not_out 'rest day'

# one is one
at 2026-11-25T10:00:00Z
run 0 practice log 29m
run 0 status
out '29/30 min  0 due  1 day'
not_out 'days'
run 0 today
out '29 of 30 minutes    1 day in a row'
finish
