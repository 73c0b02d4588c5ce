# Cards that ask for an answer: preview, list, the review line by line, what is kept of it, and lint.
. "${0%/*}/lib.sh"
run 0 config fuzz false
mkdir -p "$scratch/pack"
cat >"$scratch/pack/pack.yaml" <<'EOF'
id: quiz
title: Quiz
language: en
licence: MIT
version: 1
macros: \newcommand{\head}{\mathrm{head}}
files:
  roadmap: roadmap.yaml
  decks: [choice.yaml, several.yaml, order.yaml, typed.yaml, letter.yaml, number.yaml, drill.yaml]
EOF
cat >"$scratch/pack/roadmap.yaml" <<'EOF'
phases:
  - id: quiz-phase
    title: Quiz phase
    months: [1, 2]
    topics:
      - {id: quiz, title: Quiz topic, subtopics: [{id: quiz/one, title: One}]}
EOF
deck() { # NAME, the card from standard input
    {
        printf 'deck: q-%s\ntitle: Deck of %s\ntopic: quiz\ncards:\n' "$1" "$1"
        cat
    } >"$scratch/pack/$1.yaml"
}
deck choice <<'EOF'
  - id: q-choice
    kind: choice
    front: Which is a sum?
    choices:
      - {text: $1 + 1$, right: true, why: It adds.}
      - a product
      - a quotient
    hint: Look for a plus.
EOF
deck several <<'EOF'
  - id: q-several
    kind: choice
    front: Which are even?
    choices: [{text: two, right: true}, three, {text: four, right: true}]
EOF
deck order <<'EOF'
  - {id: q-order, kind: order, front: Count up., items: [first, second, third]}
EOF
deck typed <<'EOF'
  - {id: q-typed, kind: typed, front: Name it., answer: softmax, alternatives: [soft max]}
EOF
deck letter <<'EOF'
  - {id: q-letter, kind: typed, front: The vector of queries is called?, answer: q}
EOF
deck number <<'EOF'
  - {id: q-number, kind: number, front: A half?, answer: 1/2, unit: m, tolerance: 1%}
EOF
deck drill <<'EOF'
  - id: q-drill
    kind: drill
    front: What is {{a}} times {{b}}?
    vars: {a: 2..9, b: 11..19}
    answer: a * b
    solution: ${{a}} \cdot {{b}} = {{a * b}}$
EOF
pack=$scratch/pack
run 0 lint "$pack"

run 0 --content "$pack" card list topic:quiz --json
json '.cards | map(.kind) == ["choice", "choice", "order", "typed", "typed", "number", "drill"]'
run 0 --content "$pack" card list quotient --json
json '.cards | map(.id) == ["q-choice"]'
run 0 --content "$pack" card show q-drill
out 'a * b'
out 'a: 2..9, b: 11..19'
run 0 --content "$pack" card show q-choice
out 'right       $1 + 1$'
out 'wrong       a product; a quotient'
run 0 --content "$pack" card preview q-choice
out 'Which is a sum?'
out 'It adds.'

# The number of an option that preview shows under it, and marks as right.
number_of() { # DECK TEXT
    "$CAIRN_BINARY" --content "$pack" card preview "q-$1" </dev/null |
        sed -n "s/^ *\([0-9]\)\. *$2.*/\1/p" | head -n 1
}

# A choice: the number, the verdict, why; Enter takes the proposed grade.
feed "$(number_of choice '1 + 1')\n\n"
run 0 --content "$pack" review --linear q-choice
out 'the number of the right one'
out 'right'
out 'It adds.'
out '[3 good 10m]'
out 'good: again in 10m'
run 0 --content "$pack" card history q-choice --json
json '.reviews | map([.rating, .verdict]) == [[3, "right"]]'
run 0 --content "$pack" card history q-choice
out 'good      0 s  right'

# Numbers that are not there are asked for again; ? hints, and makes it hard at best.
at 2026-11-25T18:00:00Z
feed '7\n?\nq\n'
run 0 --content "$pack" review --linear q-choice
out 'Answer with numbers from 1 to 3'
out 'Look for a plus.'
feed "?\n$(number_of choice '1 + 1')\n\n"
run 0 --content "$pack" review --linear q-choice
out '[2 hard'

# Several: all of them in any order; what is missing is told, and the learner has the last word.
feed "$(number_of several two)\n2\n"
run 0 --content "$pack" review --linear q-several
out 'wrong: 1 of the 2 right ones picked, and 0 wrong.'
out '[1 again'
out 'hard: again in'

# An order.
feed "$(number_of order first)$(number_of order second)\n$(number_of order first) $(number_of order second) $(number_of order third)\n\n"
run 0 --content "$pack" review --linear q-order
out 'Give all 3 numbers, the first one first'
out 'right'

# Words: case and blanks do not count, a slip is nearly right; u and q are commands, but where they are
# the answer.
feed '  SOFT   max \n\nu\n'
run 0 --content "$pack" review --linear q-typed
out 'right'
out 'taken back'
feed 'sofmax\n\n'
run 0 --content "$pack" review --linear q-typed
out 'nearly: One letter is wrong.'
out '[2 hard'
feed 'q\n\n'
run 0 --content "$pack" review --linear q-letter
out 'right'
out '1 card in'

# Numbers: read as people write them, or asked for again.
feed 'half\n50%%\n\n'
run 0 --content "$pack" review --linear q-number
out 'That is no number'
out 'right'
out '0.5 m (within 1 %)'
feed '0.4\nq\n'
run 0 --content "$pack" review --linear q-number --limit 1
feed '\n1\n'
at 2026-12-20T18:00:00Z
run 0 --content "$pack" review --linear q-number
out 'not answered'
out '[1 again'

# A drill: its numbers come from the seed that is kept, the worked solution shows them.
run 0 --content "$pack" card preview q-drill
first=$(sed -n 's/.*What is \([0-9]*\) times.*/\1/p' "$scratch/out")
second=$(sed -n 's/.* times \([0-9]*\)?.*/\1/p' "$scratch/out")
feed "$first * $second\n\n"
run 0 --content "$pack" review --linear q-drill
out "$first · $second = $((first * second))"
out 'right'
run 0 --content "$pack" card preview q-drill
not_out "What is $first times $second?"
# A cram draws anew each time; lists and searches show a problem instead of braces.
feed '1\n1\n1\n1\n1\n1\n1\n1\nq\n'
run 0 --content "$pack" review --linear --cram --query id:q-drill
grep -o 'What is [0-9]* times [0-9]*' "$scratch/out" | sort -u >"$scratch/problems"
[ "$(wc -l <"$scratch/problems")" -ge 3 ]
verdict 'a cram draws anew each time' 'the same problem came again'
run 0 --content "$pack" card list id:q-drill
not_out '{{'
run 0 --content "$pack" search times
not_out 'What is {{'
run 0 doctor
out 'follows from them'

# Mistakes are told with their place.
deck drill <<'EOF'
  - id: q-drill
    kind: drill
    front: What is {{a}}?
    vars: {a: 2..}
    answer: a
    solution: '{{a}}'
EOF
run 3 lint "$pack"
out 'drill.yaml:8:18: expected the highest number, as in 2..9'
finish
