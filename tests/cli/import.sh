# A roadmap in Markdown becomes a pack; nothing is overwritten, what does not fit is told.
. "${0%/*}/lib.sh"

run 0 import tests/data/roadmap.md
err '3 phases, 4 topics, 6 subtopics, 6 resources and 2 projects'
err 'roadmap.md:47:1: warning: '
run 0 lint "$data/content/botany"
run 0 roadmap botany/leaves-the-first-look
out 'Leaves – the first look'
out 'Shapes: simple, compound'
out 'botany/a-field-guide'
run 0 roadmap --json
json '[.phases[] | select(.id | startswith("botany/")) | .title] == ["Foundations", "Capstones", "Go on"]'
run 0 project show botany/herbarium
out 'Collect (and name) plants.'
out 'capstone'
run 0 resource list botany/leaves-the-first-look --json
json '.resources | length == 4'
json '[.resources[] | select(.url == "https://example.org/trees")] | length == 1'

run 1 import tests/data/roadmap.md
err 'nothing is overwritten'
run 0 import tests/data/roadmap.md --into "$scratch/again"
run 0 lint "$scratch/again"
printf '# Nothing\n' >"$scratch/nothing.md"
run 3 import "$scratch/nothing.md"
err 'has no phase'
printf '\377\n' >"$scratch/bytes.md"
run 3 import "$scratch/bytes.md"
err 'UTF-8'
run 1 import "$scratch/nowhere.md"
run 2 import tests/data/fsrs-replay.csv
err 'ending in .md'
run 1 import tests/data/roadmap.md --into tests/data/roadmap.md
err 'is no directory'
finish
