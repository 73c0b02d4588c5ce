# The system's own clock: study days, streak and timer under it, set forward and back, in other zones. The
# other tests are told the time (CAIRN_NOW); here libfaketime tells the program as the system would.
. "${0%/*}/lib.sh"
if ! command -v faketime >/dev/null; then
    skip 'the system clock is followed' 'there is no faketime'
    finish
fi
if ldd "$CAIRN_BINARY" | grep -q libasan; then
    skip 'the system clock is followed' 'a sanitiser wants to be loaded before faketime'
    finish
fi
unset CAIRN_NOW
real=$CAIRN_BINARY
cat >"$scratch/cairn" <<'END'
#!/bin/sh
exec faketime "$FAKED" "$REAL" "$@"
END
chmod +x "$scratch/cairn"
CAIRN_BINARY=$scratch/cairn
REAL=$real
export REAL FAKED

at() { # a time on the wall
    FAKED=$1
}

at '2026-11-23 20:00:00'
run 0 practice log 20m
at '2026-11-24 10:00:00'
run 0 practice start python
at '2026-11-24 10:25:20'
run 0 practice status --json
json '.state == "running" and (.elapsed_s > 1480 and .elapsed_s < 1530)'
run 0 status --format '%m %s'
out '25 2'

# A clock that is set back before the block began counts nothing, and nothing less than that.
at '2026-11-24 09:30:00'
run 0 practice status --json
json '.elapsed_s == 0'
run 0 status --format '%m %s'
out '0 1'
at '2026-11-24 10:25:21'
run 0 practice stop
run 0 practice list --json
json '(.blocks | length) == 2 and (.blocks[1].seconds > 1480 and .blocks[1].seconds < 1530)'

# The study day turns over at four, by the wall of the zone one is in.
at '2026-11-25 03:57:00'
run 0 today --json
json '.study_day == "2026-11-24" and .minutes == 25'
at '2026-11-25 04:00:01'
run 0 today --json
json '.study_day == "2026-11-25" and .minutes == 0 and .streak.current == 2'
TZ=America/Los_Angeles
export TZ
at '2026-11-24 20:00:00'
run 0 today --json
json '.study_day == "2026-11-24" and .minutes == 25 and .streak.current == 2'

# A clock far ahead, and then right again: what was written down then is to come, and counts by then.
at '2027-03-01 12:00:00'
run 0 practice log 10m
at '2026-11-24 21:00:00'
run 0 today --json
json '.study_day == "2026-11-24" and .minutes == 25 and .streak.current == 2'
run 0 doctor
finish
