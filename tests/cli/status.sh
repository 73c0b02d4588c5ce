# status: the line, its placeholders, and that it writes nothing, whoever else is at work.
. "${0%/*}/lib.sh"

run 0 status
out '0/30 min  0 due'
not_out 'day'
[ ! -e "$data" ]
verdict 'status creates nothing' "$data is there"
run 0 status --format '%m %g %r %d %n %s %f [%t%T%w] %S 100%%'
out '0 30 30 0 10 0 0 [] idle 100%'
run 2 status --format '%x'
err '%x is no placeholder: there are %m %g %r %d %n %s %f %w %t %S %T %%'
run 2 status --format '%ü'
err '%ü is no placeholder'
run 2 status --format 'end %'
err '% is no placeholder'
run 0 status --format ''
[ ! -s "$scratch/out" ] || [ "$(cat "$scratch/out")" = '' ]
verdict 'an empty format is an empty line' 'there is more'
run 0 status --json
json '.schema == "cairn/status/1" and .due == 0 and .timer == "idle" and .goal_minutes == 30'

# With the timer, and in the evening of a streak.
at 2026-11-23T10:00:00Z
run 0 practice log 12m --topic math
run 0 practice start python
at 2026-11-23T10:07:30Z
run 0 status
out '19/30 min  0 due  1 day  7:'
run 0 status --format '%T %S %r'
out 'python running 11'
run 0 practice stop --note ''
at 2026-11-24T19:00:00Z
run 0 status --format '%s: %w'
out '1: 5 minutes keep the streak of 1 day.'

# The example of the manual for bash.
if command -v bash >/dev/null; then
    PATH=$scratch/bin:$PATH
    mkdir "$scratch/bin"
    ln -s "$CAIRN_BINARY" "$scratch/bin/cairn"
    prompt=$(bash -c 'PS1='\''$(cairn status --format "%m/%g %t") '\''; printf %s "${PS1@P}"')
    [ "$prompt" = '0/30 ' ]
    verdict 'a prompt of bash holds it' "it is '$prompt'"
else
    skip 'a prompt of bash holds it' 'there is no bash'
fi

# Every file of the data directory, with its time and content; but the notes of the test itself.
photograph() {
    find "$data" -type f -exec ls -ln --time-style=full-iso {} + -exec cksum {} + | sort
}

unchanged() { # WHEN
    photograph >"$scratch/before"
    run 0 status --format '%s'
    out "$2"
    run 0 status --json
    photograph >"$scratch/after"
    cmp -s "$scratch/before" "$scratch/after"
    verdict "status writes nothing $1" "$(diff "$scratch/before" "$scratch/after" | head -n 3)"
}

unchanged 'on its own' 1
mkfifo "$scratch/pipe"
"$CAIRN_BINARY" review --linear <"$scratch/pipe" >/dev/null 2>&1 &
reviewer=$!
exec 8>"$scratch/pipe"
printf '\n3\n' >&8
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    [ ! -s "$data/cairn.db-wal" ] || break
    sleep 0.1
done
[ -s "$data/cairn.db-wal" ]
verdict 'another instance is at work' 'there is no log of its own'
unchanged 'beside another instance' 1
kill -9 $reviewer
wait $reviewer 2>/dev/null
exec 8>&-
unchanged 'after another instance was killed' 1
chmod -R a-w "$data"
unchanged 'where nothing can be written' 1
chmod -R u+w "$data"
run 0 doctor
finish
