# export: the plan as a calendar.
. "${0%/*}/lib.sh"

# Every line ends with CR LF and has at most 75 octets before them; what is begun is ended.
well_formed() {
    LC_ALL=C awk '
        !sub(/\r$/, "") || length($0) > 75 || length($0) == 0 { print "line " NR ": " $0; bad = 1 }
        /^BEGIN:/ { stack[++depth] = substr($0, 7) }
        /^END:/ { if (stack[depth--] != substr($0, 5)) { print "line " NR ": " $0; bad = 1 } }
        /^[^ ]/ && !/^[A-Z-]+[:;]/ { print "line " NR ": " $0; bad = 1 }
        END { exit bad || depth }' "$1" >"$scratch/wrong"
    verdict "$(plain "$last is a calendar")" "$(head -n 2 "$scratch/wrong")"
}

run 0 export ics
well_formed "$scratch/out"
out 'DTSTAMP:20261124T18'
out 'DTSTART:20261124T180000'
out 'DURATION:PT30M'
out 'RRULE:FREQ=DAILY'
out 'UID:phase-foundations@cairn'
out 'DTSTART;VALUE=DATE:20270315'
out 'Between 21 Jan 2027 and 8 May 2027'
not_out 'UID:phase-community@cairn'
not_out 'target@cairn'
not_out ' due'

# Options, the target and cards that fall due.
run 0 config study-days tue,sat
run 0 config goal-minutes 45
run 0 config target-date 2027-12-24
feed '\n3\n\n3\n\n4\nq\n'
run 0 review --linear
run 0 export ics --at 07:15
well_formed "$scratch/out"
out 'DTSTART:20261124T071500'
out 'DURATION:PT45M'
out 'RRULE:FREQ=WEEKLY;BYDAY=TU,SA'
out 'UID:target@cairn'
out 'DTSTART;VALUE=DATE:20271224'
out 'SUMMARY:1 card due'
at 2026-11-25T18:00:00Z
run 0 export ics --due 0
out 'DTSTART:20261128T180000'
not_out ' due'

# The same events have the same names, so that a calendar takes the newer ones in their place.
run 0 export ics
grep '^UID:' "$scratch/out" | grep -v '^UID:due' >"$scratch/first"
at 2026-12-25T18:00:00Z
run 0 export ics
grep '^UID:' "$scratch/out" | grep -v '^UID:due' | cmp -s - "$scratch/first"
verdict 'names of events stay' 'they changed'
[ "$(sort "$scratch/first" | uniq -d)" = '' ]
verdict 'names of events are different' 'some are the same'

# Files: a calendar is replaced, anything else is asked about.
run 0 export ics "$scratch/plan.ics"
err 'plan.ics is written'
well_formed "$scratch/plan.ics"
run 0 export ics "$scratch/plan.ics"
echo 'my notes' >"$scratch/notes"
run 2 export ics "$scratch/notes"
err 'no calendar'
grep -q 'my notes' "$scratch/notes"
verdict 'the notes are left' 'they are gone'
run 0 --yes export ics "$scratch/notes"
well_formed "$scratch/notes"
run 1 export ics "$scratch/nowhere/plan.ics"
run 2 export pdf
err 'there is ics'
run 2 export ics --at noon
err 'no time of day'
run 2 export ics --due 1000
err 'due'
finish
