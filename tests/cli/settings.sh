# config, themes, keys.
. "${0%/*}/lib.sh"

run 0 config
out 'goal-minutes       30'
run 0 config goal-minutes
out '30'
run 0 config goal-minutes 45
run 0 config goal-minutes
out '45'
run 0 status --format '%g'
out '45'
run 0 config --json
json '.schema == "cairn/config/1" and (.options | map(select(.name == "goal-minutes"))[0].value) == 45'
json '(.options | map(select(.name == "fuzz"))[0].value) == true'
run 0 config learning-steps '2m 1h' --json
run 0 config learning-steps --json
json '.options | length == 1 and .[0].value == "2m 1h"'
# The wanted retention shows what some of its values would cost a day; the value stands alone before that.
run 0 config desired-retention
[ "$(head -n 1 "$scratch/out")" = 0.9 ]
verdict 'the value comes first' 'something else does'
out 'min a day'
[ "$(awk 'NR > 2 && ($2 <= least || NF != 3) { exit 1 } { least = NR > 2 ? $2 : 0 } END { print NR }' "$scratch/out")" -eq 12 ]
verdict 'a higher retention takes more minutes' 'it does not'
run 0 config desired-retention --json
json '.options | length == 1 and .[0].value == 0.9'
# Limits of a deck, and of today alone.
at 2026-11-24T12:00:00Z
run 0 config new-per-day@math 3
run 0 config new-per-day@math
out '3'
run 0 config new-today 25
run 0 config new-today --json
json '.name == "new-today" and .value == "25"'
run 0 config
out 'new-per-day@math'
run 0 config --json
json '.limits == [{"name":"new-today","value":"25"},{"name":"new-per-day@math","value":"3"}]'
at 2026-11-25T12:00:00Z
run 0 config new-today --json
json '.value == ""'
run 2 config new-today@nothing 3
err 'no deck "nothing"'
run 2 config reviews-today@math lots
err 'whole number'
run 2 config goal-minutes 3
err 'whole number from 5 to 720'
run 2 config goal-minutes x
run 2 config goal-minuts 30
err 'did you mean "goal-minutes"?'
run 2 config nonsense
run 2 config start-place kitchen
run 2 config learning-steps soon
run 0 config first-run false
run 0 config first-run
out 'false'

run 0 themes
out '* stone'
run 0 themes --json
json '.schema == "cairn/themes/1" and .current == "stone" and (.themes - ["contrast","mono","night","paper","stone"]) == []'
json '.themes | length == 5'
run 2 today --theme ston
err 'stone'
mkdir -p "$HOME/.config/cairn/themes"
printf 'name: mine\nlight: false\nstyles:\n  title: red bold\n' >"$HOME/.config/cairn/themes/mine.yaml"
run 0 themes
out 'mine'
run 0 --theme mine --color always today
out "$(printf '\033[1;31m')"
printf 'name: broken\nstyles:\n  nonsense: red\n' >"$HOME/.config/cairn/themes/broken.yaml"
run 3 --theme broken today
err 'broken.yaml:3:'

run 0 keys
out 'roadmap'
out 'go to the Roadmap'
[ "$(grep -c '^Review$' "$scratch/out")" -eq 1 ]
verdict 'the keys of a group stand together' 'a heading that comes twice, or never'
run 0 keys undo
out 'undo-review'
not_out 'go to the Roadmap'
run 2 config theme no-such-theme
err "there is no theme 'no-such-theme'"
run 0 config theme night
run 0 --content content roadmap
! grep -q 'is taken' "$scratch/err"
verdict 'a directory that is named again is loaded once' 'its ids were taken'
run 0 keys --json
json '.schema == "cairn/keys/1" and (.keys | length) > 40'
json '.keys | map(select(.action == "practice-start"))[0].keys == "t"'
json '[.keys[] | has("action") and has("where") and has("help")] | all'
printf 'bind:\n  practice-start: [P]\n' >"$HOME/.config/cairn/keys.yaml"
run 0 keys --json
json '.keys | map(select(.action == "practice-start"))[0].keys == "P"'
printf 'bind:\n  search: [t]\n  practice-start: [/]\n' >"$HOME/.config/cairn/keys.yaml"
run 0 keys --json
json '.keys | map(select(.action == "search" or .action == "practice-start") | .keys) | sort == ["/", "t"]'
printf 'bind:\n  no-such-action: [P]\n' >"$HOME/.config/cairn/keys.yaml"
run 3 keys
err 'keys.yaml:2:'
out 'practice-start'
finish
