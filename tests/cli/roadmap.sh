# roadmap, mark, resource, project, note, ask, search.
. "${0%/*}/lib.sh"

run 0 roadmap
out 'Large language models'
out '5 Stay Updated and Contribute'
out 'Learn Python Programming'
not_out 'python/control-flow'
run 0 roadmap --all
out 'python/control-flow'
run 0 roadmap --json
json '.schema == "cairn/roadmap/1" and (.phases | length) == 5'
json '[.phases[].topics[]] | length == 15'
json '[.phases[:4][].topics[].subtopics[]] | length == 35'
json '[.phases[4].topics[].subtopics[]] | length == 6'
json '.phases[0].months == [1,2] and .phases[4].months == null'
json '[.phases[].topics[] | select(.id == "transformers")][0].project == "mini-transformer"'
json '[.phases[].topics[] | (.id and .title and .why and .state and (.progress == 0) and (.hours | length == 2) and (.requires | type == "array") and (.cards >= .due))] | all'
json '(.recap | map(.level)) == ["beginner","intermediate","advanced","capstone"]'
json '(.tips | length) == 4 and (.recap[0].projects | length) > 0'
run 0 roadmap foundations
out '1 to 2 months'
out 'math/calculus'
not_out 'Transformers'
run 0 roadmap math
out 'hours'
out 'khan-linear-algebra'
run 0 roadmap math/linear-algebra
out 'You can'
run 0 roadmap math --json
json '(.phases | length) == 1 and (.phases[0].topics | map(.id)) == ["math"]'
run 2 roadmap atention
err 'did you mean'

run 0 mark math/calculus doing
run 0 mark math/linear-algebra done
run 0 roadmap math --json
json '.phases[0].topics[0].state == "doing" and .phases[0].topics[0].progress > 0'
json '.phases[0].topics[0].subtopics | map(.state) | index("done") != null and index("doing") != null'
run 0 mark calculus#2 done
err 'math/calculus#2 is done (1 of 4)'
run 0 roadmap math/calculus
out '[x] compute the gradient'
out '[ ] differentiate'
out '1 of 4 ticked'
run 0 mark math/calculus#2 todo
run 0 roadmap math --json
json '.phases[0].topics[0].subtopics | map(select(.id == "math/calculus"))[0] | .outcomes == 4 and .ticked == 0'
run 2 mark math/calculus#9 done
err 'a number from 1 to 4'
run 2 mark math/calculus#1 doing
run 2 mark math#1 done
run 0 mark mml-book#1 done
run 0 resource show mml-book
out '[x] '
run 0 mark python skipped
run 0 mark khan-linear-algebra done
run 0 mark calculator/loop done
run 2 mark calculatr/loop done
err 'did you mean'
run 0 roadmap --all
out '●'

run 0 resource list --json
json '.schema == "cairn/resource-list/1" and (.resources | length) >= 80'
json '.resources | map(select(.id == "khan-linear-algebra"))[0].state == "done"'
json '.resources | map(.kind) | unique - ["article","book","community","course","docs","paper","tool","video"] == []'
json '.resources | map(.url | test("^https?://")) | all'
json '.resources | map(has("by") and has("title") and (.free | type == "boolean") and has("topic")) | all'
run 0 resource list math
out 'Khan Academy'
not_out 'Python Crash Course'
run 0 resource
out 'Python Crash Course'
run 0 resource show python-crash-course
out 'https://nostarch.com/'
out 'No Starch Press'
run 2 resource show pyton-crash-course
err 'did you mean'
env -u DISPLAY -u WAYLAND_DISPLAY PATH=/nonexistent BROWSER= "$CAIRN_BINARY" resource open python-crash-course \
    >"$scratch/out" 2>"$scratch/err"
last='resource open without a browser'
out 'https://nostarch.com/'
printf '#!/bin/sh\nprintf "%%s" "$1" >"%s/opened"\n' "$scratch" >"$scratch/browser"
chmod +x "$scratch/browser"
with BROWSER="$scratch/browser"
run 0 resource open python-crash-course
for _ in 1 2 3 4 5 6 7 8 9 10; do
    [ -s "$scratch/opened" ] && break
    sleep 0.2
done
[ "$(cat "$scratch/opened" 2>/dev/null)" = https://nostarch.com/python-crash-course-3rd-edition ]
settle $? 'resource open hands the address to $BROWSER' "$(cat "$scratch/opened" 2>/dev/null)"
run 0 resource note python-crash-course chapter two is slow
run 0 resource show python-crash-course
out 'chapter two is slow'

run 0 project list
out 'calculator'
run 0 project list --json
json '.schema == "cairn/project-list/1" and (.projects | length) == 14'
json '.projects[0] | .id == "calculator" and .topic == "python" and .level == "beginner" and (.hours | length) == 2'
json '[.projects[] | (.milestones | length) > 0 and .hints > 0 and .checks >= 0] | all'
json '.projects[0].milestones | map(select(.id == "calculator/loop"))[0].state == "done"'
run 0 project show calculator
out 'calculator/parentheses'
out 'python3 -m venv .venv'
run 0 project start calculator "$scratch/work"
[ -s "$scratch/work/calculator.py" ]
verdict 'project start copies the starter file' 'it is not there'
echo mine >"$scratch/work/calculator.py"
run 1 project start calculator "$scratch/work"
err 'calculator.py'
[ "$(cat "$scratch/work/calculator.py")" = mine ]
verdict 'project start overwrites nothing' 'it did'
run 0 project hint calculator/loop
out 'Hint 1 of 3'
run 0 project hint calculator/loop
out 'Hint 2 of 3'
run 0 project hint calculator/loop
run 2 project hint calculator/loop
err 'shown already'
err 'cairn project show calculator'
run 0 project show calculator
out 'Hint 3'
run 2 project show calculater
err 'did you mean'

run 0 note math/calculus the chain rule again
run 0 note math/calculus
out 'the chain rule again'
run 0 note math/calculus --json
json '.schema == "cairn/note/1" and .id == "math/calculus" and .text == "the chain rule again"'
feed 'two\nlines\n'
run 0 note math/calculus -
run 0 note math/calculus --json
json '.text == "two\nlines\n"'
run 0 search lines
run 0 note math/calculus ''
run 0 note math/calculus
err 'there is no note'
feed 'evil \033[31m text'
run 0 note math/calculus -
run 0 note math/calculus
not_out "$(printf '\033')"

run 0 ask add why divide by the root --on transformers/attention
err 'question 1'
run 0 ask add 'what is a monad'
run 0 ask
out 'why divide by the root'
run 0 ask answer 1 so that the variance stays one
run 0 ask list
not_out 'why divide'
out 'what is a monad'
run 0 ask list --all --json
json '.schema == "cairn/ask-list/1" and (.questions | length) == 2'
json '.questions[0].on == "transformers/attention" and .questions[0].answer == "so that the variance stays one"'
json '.questions[1].answer == null'
run 2 ask answer 7 x
err 'there is no question 7'
run 2 ask answer one x

run 0 search attention
out 'transformers/attention'
run 0 search attention --limit 3 --json
json '.schema == "cairn/search/1" and (.results | length) == 3 and (.results[0] | has("kind") and has("id") and has("title") and has("snippet"))'
json '.results[0].id == "transformers/attention"'
run 0 search '"unclosed AND ( NEAR *'
run 0 search zzzzqqqq
err 'nothing matches'

# A study page: typeset, its checks hidden, found by its words.
run 0 roadmap math/calculus
out 'Worked example'
not_out '```'
not_out '2 \* (5 - 3) = 4'
run 0 roadmap math --json
json '[.phases[].topics[].subtopics[] | select(.id == "math/calculus") | .page | endswith("/pages/math/calculus.md")] == [true]'
run 0 search 'saddle points' --json
json '[.results[].id] | index("math/calculus") != null'

# Mastery: cards that were learned fade, what is done of them is rusty, and what builds on it says so.
run 0 config new-per-day 999
feed '\n4\n\n4\n\n4\nq\n'
run 0 review --linear --topic python/control-flow
run 0 roadmap python --json
json '.phases[0].topics[0] | .mastery == 1 and .rusty == false and .weakest == null'
run 0 mark python done
run 0 mark python/control-flow done
at 2028-11-24T18:00:00Z
run 0 roadmap python --json
json '.phases[0].topics[0] | .mastery < 0.8 and .rusty'
json '.phases[0].topics[0].subtopics[0] | .mastery < 0.8 and .rusty'
run 0 roadmap python
out 'rusty'
out '% of '
run 0 roadmap math
out 'weakest     python, '
run 0 config new-per-day 0
run 0 today --json
json '.plan[] | select(.why == "faded") | .id == "python/control-flow" and (.reason | startswith("faded to "))'
json '[.plan[].minutes] | add == 30'
run 0 config rusty-below 0.5
run 0 roadmap python
not_out 'rusty'
finish
