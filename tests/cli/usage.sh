# How commands are named, what wrong usage says, help, completions, write errors.
. "${0%/*}/lib.sh"

run 0
out 'Tue 24 Nov 2026'
run 0 --version
out 'cairn '
run 0 help
out 'practice'
out '--dump-screen'
run 0 help practice
out 'cairn practice stop [--at TIME]'
run 0 help practice stop
out '--note TEXT'
not_out 'cairn practice start'
run 0 practice stop --help
out 'cairn practice stop [--at TIME]'
run 0 -h
out 'usage: cairn'
run 2 help frobnicate
run 2 help today now

run 0 tod
out 'Tue 24 Nov 2026'
run 0 practice stat
out 'idle'
run 2 tody
err 'did you mean "today"?'
run 2 frobnicate
err 'see `cairn help`'
run 2 pr
err 'project, practice'
run 2 practice stopp
err 'did you mean "stop"?'
run 2 fsrs
err 'fsrs needs a verb'
run 2 today --jsn
err 'did you mean --json?'
run 2 practice --weeks 3
err 'practice has no option --weeks'
run 2 practice pause --note x
err 'has no option --note'
run 2 --note=x practice stop
run 2 practice --note x pause
err 'has no option --note'
run 2 today -x
err 'there is no option -x'
run 2 habit --weeks
err '--weeks needs a value'
run 2 habit --weeks=many
err 'whole number from 1 to 520'
run 2 habit --weeks 0
run 2 --ascii=yes today
err '--ascii takes no value'
run 2 today now
err 'one argument too many'
run 2 mark math
err 'too few arguments'
run 2 mark math finished
err 'todo, doing, done or skipped'
run 2 review --json
err 'review has no --json form'
run 2 --color sometimes today
err 'auto, always or never'
run 2 --dump-screen big
err 'rows, columns'
run 2 --theme nope today
err 'nope'
run 0 today --json
json '.schema == "cairn/today/1"'
run 0 --json today
json '.schema == "cairn/today/1"'
run 0 math -- '--x'
out 'x'

for shell in bash zsh fish; do
    run 0 completions $shell
    out practice
    out dump-screen
done
run 2 completions tcsh
err 'bash, zsh and fish'
if command -v bash >/dev/null 2>&1; then
    "$CAIRN_BINARY" completions bash >"$scratch/completion"
    bash -c '. "$1"; COMP_WORDS=(cairn practice st); COMP_CWORD=2; _cairn
        echo "${COMPREPLY[@]}"' - "$scratch/completion" >"$scratch/out" 2>&1
    last='completion of practice st in bash'
    out 'status start stop'
    bash -c '. "$1"; COMP_WORDS=(cairn ro); COMP_CWORD=1; _cairn
        echo "${COMPREPLY[@]}"' - "$scratch/completion" >"$scratch/out" 2>&1
    last='completion of ro in bash'
    out 'roadmap'
else
    skip 'completion in bash' 'there is no bash'
fi

with NO_COLOR=1
run 0 --color always today
out "$(printf '\033[')"
run 0 --color never today
not_out "$(printf '\033[')"
run 0 today
not_out "$(printf '\033[')"
run 0 roadmap --ascii
LC_ALL=C grep -q "$(printf '\342\227\213')" "$scratch/out"
[ $? -ne 0 ]
verdict 'roadmap --ascii draws no circles' 'it does'

if [ -c /dev/full ]; then
    "$CAIRN_BINARY" roadmap >/dev/full 2>"$scratch/err"
    [ $? -eq 1 ] && grep -q 'standard output' "$scratch/err"
    verdict 'a full disk behind standard output is a failure' 'exit code or message'
else
    skip 'a full disk behind standard output is a failure' 'there is no /dev/full'
fi
(
    "$CAIRN_BINARY" roadmap --all --json 2>"$scratch/err"
    echo $? >"$scratch/status"
) | true
[ "$(cat "$scratch/status")" = 1 ] || [ "$(cat "$scratch/status")" = 0 ]
settle $? 'a closed pipe ends with a code, not a signal' "$(cat "$scratch/status")"
finish
