# Single cards: listing by query, showing, setting aside, resetting.
. "${0%/*}/lib.sh"

run 0 card list --json
json '.schema == "cairn/card-list/1" and (.cards | length) >= 150'
json '[.cards[] | .state == "new" and .due == null and .s == 0 and .reps == 0 and (.tags | type) == "array"] | all'
json '[.cards[].kind] | unique | contains(["basic","cloze","reversed"])'
json '[.cards[].id] | (unique | length) == length'
run 0 card list topic:math/linear-algebra kind:cloze --json
json '(.cards | length) > 0 and ([.cards[] | .topic == "math" and .kind == "cloze"] | all)'
run 0 card list tag:vectors DOT product --json
json '[.cards[].id] | index("dot-product-definition") != null'
run 0 card list deck:math is:new
out 'dot-product-definition'
run 2 card list is:done
err 'column 1: is:done is no state'
run 2 card list topc:math
err 'did you mean "topic:"?'
run 2 card list kind:nosuch
run 2 card list topic:nosuch

run 0 card show dot-product-definition
out 'math/linear-algebra'
out 'Deisenroth'
out 'new'
run 0 card preview dot-product-definition
out '1 again 1m'

# both sides as the review shows them, formulas as boxes
run 0 card preview cosine-similarity-formula
out '  ───'
not_out '\frac'
run 0 card preview --linear cosine-similarity-formula
out '(a · b)/(‖a‖ ‖b‖)'
run 0 card preview --raw cosine-similarity-formula
out '\frac'
run 0 card preview --ascii --width 30 dot-product-definition
awk '/^  / && length($0) > 32 { exit 1 }' "$scratch/out"
settle $? "$last fits" "$(cat "$scratch/out")"
run 0 card preview --ascii cosine-similarity-formula
LC_ALL=C tr -d '\000-\177' <"$scratch/out" | grep -q .
[ $? -ne 0 ]
verdict 'card preview --ascii is ASCII' 'it is not'
run 0 card preview dot-product-definition orthogonal-vectors
out 'dot-product-definition'
out 'orthogonal-vectors'
run 0 card preview --ascii --width 30 fw-accumulated-grad-number
! grep -q '.\{31\}' "$scratch/out"
settle $? 'code and grades keep to the width' 'a line is longer'
run 0 card preview --seed 3 numpy-memory-drill
cp "$scratch/out" "$scratch/third"
run 0 card preview --seed 4 numpy-memory-drill
! cmp -s "$scratch/out" "$scratch/third"
settle $? 'another seed draws other numbers' 'they are the same'
run 0 card preview --seed 3 numpy-memory-drill
cmp -s "$scratch/out" "$scratch/third"
settle $? 'a seed draws the same numbers' 'they differ'
run 2 card preview --seed -1 numpy-memory-drill
err '--seed takes a whole number from 0'
run 2 card preview --width 5 dot-product-definition
err 'whole number from 20'
run 2 card preview nosuchcard
run 2 card preview math
run 2 card show dot-product-defnition
err 'did you mean'
run 0 card history dot-product-definition
err 'never answered'

run 0 card suspend dot-product-definition orthogonal-vectors
run 0 card list is:suspended --json
json '[.cards[].id] | index("dot-product-definition") != null and index("orthogonal-vectors") != null'
run 0 card resume dot-product-definition
run 0 card list is:suspended --json
json '[.cards[].id] | index("dot-product-definition") == null'
run 0 card bury dot-product-definition
run 0 card list is:buried --json
json '[.cards[].id] == ["dot-product-definition"]'
at 2026-11-25T18:00:00Z
run 0 card list is:buried --json
json '.cards == []'

# The search language.
run 0 card list '(topic:linear-algebra or topic:calculus) -kind:cloze "dot product"' --json
json '([.cards[] | .kind != "cloze"] | all) and ([.cards[].id] | index("dot-product-definition") != null)'
run 0 card list --json -- -is:new
json '.cards == []'
run 0 card list 'tag:vec* and not is:suspended' --json
json '(.cards | length) > 0 and ([.cards[] | .state != "suspended"] | all)'
run 0 card list prop:reps=0 rated:7 --json
json '.cards == []'
run 2 card list 'is:new (is:due'
err 'column 8: this parenthesis is not closed'
run 2 card list 'is:new or'
err 'column 10: expected a word'
run 2 card list 'prop:s~5'
err 'no property'
run 2 card list 'prop:s<much'
err 'expected a number'
run 2 card list added:soon
err 'as in added:7'
run 0 card list --json -- added:1 or -added:2
json '.cards == []'
run 2 card list topic:calculs
err 'did you mean "calculus"?'

# What comes today, in order: as many as today counts, the first of them is asked first.
run 0 today --json
count=$(jq '.due + .new' "$scratch/out")
run 0 card list --today --json
json ".cards | length == $count"
first=$(jq -r '.cards[0].id' "$scratch/out")
run 0 card list --today --json kind:cloze
json '[.cards[] | .kind == "cloze"] | all'
feed '\n3\n'
run 0 review --linear --limit 1
run 0 card list rated:1 --json
json ".cards[0].id == \"$first\""
run 0 card list rated:1:3 introduced:1 prop:reps=1 --json
json '.cards | length == 1'
run 0 card list rated:1:1 --json
json '.cards == []'
card=$("$CAIRN_BINARY" card list is:learning --json | jq -r '.cards[0].id')
run 0 card reset "$card"
run 0 card list is:learning --json
json '.cards == []'
run 0 doctor

# Macros of the pack, the deck and the card, the inner ones first.
mkdir -p "$scratch/pack"
cat >"$scratch/pack/pack.yaml" <<'EOF'
id: macros
title: Macros
language: en
licence: MIT
version: 1
macros: |
  \newcommand{\R}{\mathbb{R}}
  \newcommand{\who}{\text{pack}}
files:
  roadmap: roadmap.yaml
  decks: [deck.yaml]
EOF
cat >"$scratch/pack/roadmap.yaml" <<'EOF'
phases:
  - id: spaces-phase
    title: Spaces
    months: [1, 2]
    goal: None.
    topics:
      - id: spaces
        title: Spaces
        why: None.
        requires: []
        hours: [1, 2]
        subtopics:
          - id: spaces/real
            title: Real spaces
            explain: "The space $\\R^n$, by the $\\who$."
            outcomes: ["know $\\R$"]
EOF
cat >"$scratch/pack/deck.yaml" <<'EOF'
deck: spaces
title: Spaces
topic: spaces
macros: |
  \newcommand{\half}[1]{\frac{#1}{2}}
  \newcommand{\who}{\text{deck}}
cards:
  - id: real-card
    kind: basic
    topic: spaces/real
    macros: |
      \newcommand{\who}{\text{card}}
    front: "Half of $x \\in \\R$, asks the $\\who$?"
    back: "$\\half{x}$"
  - id: other-card
    kind: basic
    topic: spaces/real
    front: "Asks the $\\who$?"
    back: "It does."
EOF
run 0 --content "$scratch/pack" card preview real-card
out 'Half of x ∈ ℝ, asks the card?'
out '  ─'
not_out 'half'
run 0 --content "$scratch/pack" card preview other-card
out 'Asks the deck?'
run 0 --content "$scratch/pack" roadmap spaces/real
out 'The space ℝⁿ, by the pack.'
out 'know ℝ'
run 0 config first-run false
run 0 --content "$scratch/pack" --dump-screen 24x80 --keys '/ r e a l Space s p a c e s Enter'
out 'The space ℝⁿ, by the'
run 0 --content "$scratch/pack" --dump-screen 24x80 --keys '/ r e a l Space s p a c e s Enter Enter ] ] ] R'
out 'asks the card?'
finish
