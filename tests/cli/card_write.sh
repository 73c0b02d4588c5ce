# Cards of one's own: written in the editor, checked, and added to a deck of the learner's.
. "${0%/*}/lib.sh"

export TMPDIR=$scratch/drafts
mkdir "$TMPDIR"
own=$data/content/own

# editor TEXT makes an editor that writes TEXT over the file, which it keeps a copy of.
editor() {
    printf '%s' "$1" >"$scratch/text"
    cat >"$scratch/editor" <<END
#!/bin/sh
for file; do :; done
cp "\$file" "$scratch/seen"
echo "\$*" >>"$scratch/calls"
cat "$scratch/text" >"\$file"
END
    chmod +x "$scratch/editor"
    VISUAL=$scratch/editor
    export VISUAL
}

seen() {
    grep -qF -- "$1" "$scratch/seen"
    settle $? "$(plain "the editor is given $1")" "$(cat "$scratch/seen")"
}

left_over() {
    ls "$TMPDIR" | grep -c .
}

# the first card makes the pack
editor '# a comment
- id: zz-first
  kind: basic
  topic: math
  front: |
    Why?

    A second paragraph.
  back: Because
#  hint: no
  source: here
'
run 0 card add
err 'added to'
err 'zz-first'
seen 'kind: basic'
seen '# A new card'
seen 'topic:'
[ "$(left_over)" -eq 0 ]
verdict 'nothing is left of the draft' "$(ls -R "$TMPDIR")"
run 0 lint "$own"
run 0 card show zz-first
out 'A second paragraph.'
out 'Because'
! grep -q '#' "$own/decks/own.yaml"
verdict 'comments of the template are no part of the deck' "$(cat "$own/decks/own.yaml")"

# further ones are added behind it, of every kind, with their topic
editor '  - {id: zz-second, kind: typed, topic: python, front: A word?, answer: zz, source: s}
  - id: zz-third
    kind: cloze
    topic: python
    text: "{{c1::One}}"
'
run 0 card add --kind typed --topic python/control
err 'zz-second zz-third'
seen 'kind: typed'
seen 'topic: python/control-flow'
seen 'answer:'
err "card 'zz-third' has no source"
run 0 card list zz --json
run 0 card show zz-third:c1
run 0 lint "$own"
for kind in basic reversed cloze choice order typed number drill; do
    editor '' && : >"$scratch/text"
    run 0 card add --kind $kind
    seen "kind: $kind"
done
err 'nothing is added'
run 2 card add --kind chioce
err "did you mean 'choice'?"
run 2 card add --topic nosuchtopic

# mistakes are told with their places, and the text is kept
cp "$own/decks/own.yaml" "$scratch/before"
editor '# one
- id: zz-bad
  kind: basic
  topic: nowhere
  front: F
  colour: red
'
run 3 card add
err "card.yaml:2:3: 'back' is missing"
err 'card.yaml:6:11: unknown key'
err 'your text is kept in'
cmp -s "$own/decks/own.yaml" "$scratch/before"
verdict 'the deck stays as it was' 'it changed'
kept=$(find "$TMPDIR" -type f)
cmp -s "$kept" "$scratch/text"
verdict 'the kept text is what was written' "$(find "$TMPDIR")"
rm -r "$TMPDIR"/*
editor '# one
- {id: zz-bad, kind: basic, topic: nowhere, front: F, back: B}
'
run 3 card add
err 'card.yaml:2:36: '
err 'nowhere'
editor '- {id: zz-first, kind: basic, topic: math, front: F, back: B}
'
run 3 card add
err "id 'zz-first' is taken"
editor 'cards: [
'
run 3 card add
err 'not valid YAML'
rm -r "$TMPDIR"/*
editor '# nothing but a comment
'
run 3 card add
cmp -s "$own/decks/own.yaml" "$scratch/before"
verdict 'the deck stays as it was again' 'it changed'
rm -rf "$TMPDIR"/*

# an editor that fails adds nothing
VISUAL=false
run 1 card add
err 'ended with exit code 1'
[ "$(left_over)" -eq 0 ]
verdict 'nothing is left when the editor fails' "$(ls -R "$TMPDIR")"

# other decks: one of the learner's by file or id, none of those that come with cairn
pack=$data/content/botany
mkdir -p "$pack"
printf 'id: botany\ntitle: B\nfiles: {decks: leaves.yaml}\n' >"$pack/pack.yaml"
cat >"$pack/leaves.yaml" <<'END'
# my leaves
deck: leaves
title: Leaves
topic: math
cards:
      - id: zz-leaf      # a comment stays
        kind: basic
        front: F
        back: B
END
editor '- id: zz-petiole
  kind: basic
  front: |
    Stalk?
  back: Petiole
  source: s
'
run 0 card add --deck leaves
grep -q '^      - id: zz-petiole$' "$pack/leaves.yaml" && grep -q '^          Stalk?$' "$pack/leaves.yaml" &&
    grep -q 'a comment stays' "$pack/leaves.yaml"
verdict 'the card is indented as its neighbours' "$(cat "$pack/leaves.yaml")"
run 0 card show zz-petiole
editor '- {id: zz-stem, kind: basic, front: F, back: B, source: s}
'
run 0 card add --deck "$pack/leaves.yaml"
run 0 card list deck:leaves --json
json '[.cards[].id] == ["zz-leaf", "zz-petiole", "zz-stem"]'
run 2 card add --deck transformers
err 'comes with cairn'
run 2 card add --deck leavse
err "did you mean 'leaves'?"
run 2 card add --deck "$pack/pack.yaml"
err 'no deck of a pack'

# card edit: at its line; mistakes are told, and the file is the learner's to put right
: >"$scratch/calls"
sed 's/back: Petiole/back: The petiole/' "$pack/leaves.yaml" >"$scratch/text.new"
editor "$(cat "$scratch/text.new")
"
run 0 card edit zz-petiole
grep -q '^+11 ' "$scratch/calls"
verdict 'the editor is told the line' "$(cat "$scratch/calls")"
run 0 card show zz-petiole
out 'The petiole'
sed 's/kind: basic/kind: basik/' "$pack/leaves.yaml" >"$scratch/text.new"
editor "$(cat "$scratch/text.new")
"
run 3 card edit zz-petiole
err 'leaves.yaml:7:15: '
err 'put right'
run 2 card edit nosuchcard

# a card that comes with cairn is not written to: a version of one's own takes its place
rm -rf "$data/content"
card=dot-product-definition
changes() { # SCRIPT makes an editor that changes its file with sed
    cat >"$scratch/editor" <<END
#!/bin/sh
for file; do :; done
cp "\$file" "$scratch/seen"
echo "\$*" >"$scratch/calls"
sed -i '$1' "\$file"
END
}
feed '\n3\n'
run 0 review --linear --query "id:$card"
run 0 card history $card --json
json '.reviews | length == 1'
run 0 card list deck:math --json
jq '[.cards[].id]' "$scratch/out" >"$scratch/order"

changes ''
run 0 card edit $card
err 'nothing was changed'
seen "- id: $card"
seen '  replaces: true'
shipped=$(sed -n '2s/^#   //p' "$scratch/seen")
cksum <"$shipped" >"$scratch/shipped"
[ ! -e "$data/content" ] && [ ! -e "$data/drafts" ]
verdict 'a version that changes nothing leaves nothing' "$(ls -R "$data")"

changes 's/^  front:/  fornt:/'
run 3 card edit $card
err "card.yaml:"
err "unknown key 'fornt'"
err 'your text is kept in'
[ ! -e "$data/content" ]
verdict 'what has mistakes goes nowhere' "$(ls -R "$data")"
changes 's/^  fornt:/  front:/; s/What number/What zz number/'
run 0 card edit $card
seen '  fornt:'
err "your own version of $card is in"
err 'delete it there to go back'
[ ! -e "$data/drafts" ]
verdict 'a draft that was taken is gone' "$(ls -R "$data")"
cksum <"$shipped" | cmp -s - "$scratch/shipped"
verdict 'the deck that came with cairn stays as it is' "$shipped changed"

run 0 card show $card
out 'What zz number'
out 'deck        math'
out 'version     of the deck own, line 4'
run 0 card history $card --json
json '.reviews | length == 1'
run 0 card list deck:math --json
jq '[.cards[].id]' "$scratch/out" | cmp -s - "$scratch/order"
verdict 'it comes where the other came' "$(head -c 200 "$scratch/out")"
run 0 card list deck:own --json
json '.cards == []'
run 0 search zz
out "$card"
run 0 lint
[ ! -s "$scratch/out" ]
verdict 'nothing is found wrong with it' "$(cat "$scratch/out")"
run 0 lint "$own"

# from then on it is edited where it stands, and deleted to go back
changes 's/zz/yy/'
run 0 card edit $card
grep -q "^+4 $own/decks/own.yaml\$" "$scratch/calls"
verdict 'a version is edited where it stands' "$(cat "$scratch/calls")"
run 0 card show $card
out 'yy'
changes '4,$d'
run 0 card edit $card
run 0 card show $card
not_out 'yy'
not_out 'version'
run 0 card history $card --json
json '.reviews | length == 1'
changes 's/What number/Again, what number/'
run 0 card edit $card
run 0 card show $card
out 'Again, what number'

# one whose card is gone is left out and told
sed "s/$card/zz-gone/" "$own/decks/own.yaml" >"$scratch/gone"
cp "$scratch/gone" "$own/decks/own.yaml"
run 0 lint
out "own.yaml:5:5: warning: there is no card 'zz-gone' to replace"
run 2 card show zz-gone
finish
