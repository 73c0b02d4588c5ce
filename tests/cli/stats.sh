# stats: graphs as text and as numbers, of everything and of a part, by periods.
. "${0%/*}/lib.sh"

# A learner who has done nothing is told what to do.
run 0 stats
out 'Practise or review once, and your minutes begin to show here.'
out 'Review a card, and your answers begin to show here.'
out 'Nothing falls due: cards that you learn come back here.'
run 0 stats --json
json '.schema == "cairn/stats/1" and .scope == "all" and .id == null and .period == "month"'
json '[.graphs[].name] | (unique | length) == length and (index("due") != null)'
json '[.graphs[].page] | unique == ["forecast", "memory", "practice", "reviews", "topics"]'

# Practice on two topics, before and after the turn of the day, and answers in between.
at 2026-11-20T18:00:00Z
run 0 practice log 40m --topic python
at 2026-11-21T03:00:00Z
run 0 practice log 20m --topic calculus
at 2026-11-21T18:00:00Z
feed '\n3\n\n1\n\n4\nq\n'
run 0 review --linear
at 2026-11-24T18:00:00Z
run 0 practice log 10m
run 0 stats --graph minutes --json
json '.graphs[0].items | length == 30 and .[-1].key == "2026-11-24" and .[-1].minutes == 10'
json '.graphs[0].items | .[-5].key == "2026-11-20" and .[-5].minutes == 60'
run 0 stats --graph minutes --period year --json
json '.period == "year" and (.graphs[0].items | length == 365 and ([.[].minutes] | add) == 70)'
run 0 stats --graph minutes --period all --json
json '.graphs[0].items | length == 5 and .[0].key == "2026-11-20"'
run 0 stats --graph minutes --topic python --json
json '.scope == "topic" and .id == "python" and ([.graphs[0].items[].minutes] | add) == 40'
run 0 stats --graph calendar --json
json '.graphs[0].items | .[-5].verdict == "kept" and .[-1].verdict == "kept" and .[0].verdict == "none"'
run 0 stats --graph answers --json
json '.graphs[0].items | .[-4] | .answers == 3 and .learning == 3 and .new == 3 and .forgotten == 0'
run 0 stats --graph buttons --json
json '[.graphs[0].items[] | .learning] == [1, 0, 1, 1]'
run 0 stats --graph hours --json
json '.graphs[0].items | length == 24 and .[18].answers == 3 and .[3].answers == 0 and .[3].right_percent == null'
run 0 stats --graph topic-time --json
json '[.graphs[0].items[].spent] | add > 1.1 and length == 3'
run 0 stats --graph cards --json
json '[.graphs[0].items[].cards] | add > 100'
run 0 stats --graph reviews --json
json '[.graphs[].page] | unique == ["reviews"]'

# The forecast is that of the plan.
run 0 plan --json
jq -c '[.phases[] | select(.early != null) | .early + "/" + .late]' "$scratch/out" >"$scratch/plan"
run 0 stats --graph phases --json
jq -c '[.graphs[0].items[].dates | values]' "$scratch/out" | cmp -s - "$scratch/plan"
verdict 'the dates of phases are those of the plan' "$(cat "$scratch/plan")"
run 0 stats --graph forecast --topic python
out 'The forecast is one of everything'

# Text: one graph comes with its values in words, and in lines alone with --linear.
run 0 stats --graph answers
out '3 answers on 1 day, 3 on such a day'
out 'Sat 21 Nov: 3 answers,'
out '│'
run 0 stats --graph answers --ascii
not_out '│'
out '|'
run 0 stats --graph answers --linear
out 'Sat 21 Nov: 3 answers,'
not_out '│'
run 0 stats --deck python --graph cards
out 'Learn Python'

# What is wrong is said.
run 2 stats --graph answer
err 'there is no graph "answer": did you mean "answers"?'
run 2 stats --period decade
err '--period takes month, quarter, year or all'
run 2 stats --topic python --deck python
err 'one of the two'
run 2 stats --topic nosuchtopic
finish
