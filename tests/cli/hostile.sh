# A pack, a theme, keys, a database and file names of somebody who means harm: whatever a command prints of
# them, no control character, no escape and no mark that turns text round is in it.
# shellcheck source=tests/cli/lib.sh
. tests/cli/lib.sh
at 2026-11-24T18:00:00Z

# In YAML's escapes: a title for the window, a style (by ESC and by C1), a bell, a backspace, a return, a
# right-to-left override, an isolate, a zero-width blank, DEL.
bad='\e]0;OWNED\a\e[31m\x9B32m\b\r\u202E\u2066\u200B\x7F'
pack=$scratch/packs/bad
mkdir -p "$pack/decks" "$pack/projects/p/checks" "$pack/projects/p/starter"

cat >"$pack/pack.yaml" <<END
id: bad
title: "Pack$bad"
language: "en$bad"
licence: "none$bad"
version: "1$bad"
files: {roadmap: roadmap.yaml, resources: resources.yaml, decks: [decks/d.yaml],
  glossary: glossary.yaml, projects: [projects/p, projects/q]}
END
cat >"$pack/roadmap.yaml" <<END
phases:
  - id: f
    title: "Phase$bad"
    goal: "Goal$bad"
    months: [1, 2]
    topics:
      - id: t
        title: "Topic$bad"
        why: "Why$bad"
        hours: [1, 2]
        resources: [r]
        project: p
        subtopics:
          - id: t/s
            title: "Subtopic$bad"
            explain: "Page$bad [link$bad](https://e.org/$bad) \`code$bad\`\n\n\`\`\`python$bad\nx = '$bad'\n\`\`\`\n\n|a$bad|b|\n|---|---|\n|c|d$bad|\n\n\$\\\\text{$bad}\$ &#27;[31m &#x9b; &#x202e; <b$bad>\n\n\`\`\`plot\ntitle: $bad\nbars:\n  a$bad: 1\n\`\`\`\n"
            outcomes: ["can$bad"]
recap:
  - {level: beginner, projects: [p], text: "Recap$bad"}
tips:
  - {title: "Tip$bad", text: "Text$bad"}
END
cat >"$pack/resources.yaml" <<END
resources:
  - id: r
    title: "Resource$bad"
    by: "By$bad"
    kind: book
    url: https://e.org/x
    level: beginner
    summary: "Summary$bad"
    chapters: ["Chapter$bad"]
END
cat >"$pack/glossary.yaml" <<END
glossary:
  - term: "term$bad"
    also: ["other$bad"]
    topic: t
    text: "Meaning$bad"
END
cat >"$pack/decks/d.yaml" <<END
deck: d
title: "Deck$bad"
topic: t
cards:
  - {id: c1, kind: basic, front: "Front$bad", back: "Back$bad", hint: "Hint$bad", extra: "Extra$bad", tags: ["tag$bad"], source: "Source$bad"}
  - {id: c2, kind: cloze, text: "Text$bad {{c1::gap$bad::hint$bad}}"}
  - {id: c3, kind: choice, front: "Choose$bad", choices: [{text: "one$bad", right: true, why: "Why$bad"}, {text: "two"}]}
  - {id: c4, kind: typed, front: "Type$bad", answer: "word$bad"}
  - {id: c5, kind: order, front: "Order$bad", items: ["a$bad", "b$bad"]}
  - {id: c6, kind: number, front: "Number$bad", answer: "2", unit: "m$bad"}
END
cat >"$pack/projects/p/brief.yaml" <<END
id: p
title: "Project$bad"
topic: t
level: beginner
summary: "Summary$bad"
why: "Why$bad"
milestones:
  - id: p/m
    title: "Milestone$bad"
    accept: ["Accept$bad"]
    commands: ["echo $bad"]
    hints: ["Hint$bad"]
    checks:
      - {title: "Check$bad", file: "out$bad.txt"}
      - {title: "Run$bad", run: [sh, -c, "printf '\\\\033]0;OWNED\\\\007\\\\302\\\\233\\\\342\\\\200\\\\256'; cat out* >&2; exit 3"], output: ["never$bad"]}
END
mkdir -p "$pack/projects/q"
printf 'id: q\ntitle: "%s"\ntopic: t\nlevel: beginner\nsummary: x\nneeds: ["mod%s"]\n' "$bad" "$bad" \
    >"$pack/projects/q/brief.yaml"
printf 'print(1)\n' >"$pack/projects/p/starter/a.py"

# C0 but for line ends and tabs, DEL, C1, zero-width and direction marks, separators, isolates, byte order
# mark and tags, as patterns of bytes.
{
    printf '[\001-\010\013-\037\177]\n'
    printf '\302[\200-\237]\n\342\200[\213\216\217\250-\256]\n\342\201[\240-\257]\n\357\273\277\n\363\240\n'
} >"$scratch/patterns"

# Whether nothing of that is in the last run's output and messages.
harmless() {
    ! LC_ALL=C grep -qa -f "$scratch/patterns" "$scratch/out" "$scratch/err"
}

: >"$scratch/err"
for bytes in '\033' '\a' '\r' '\177' '\302\233' '\342\200\256' '\342\201\246' '\342\200\213' '\357\273\277'; do
    # shellcheck disable=SC2059 # the bytes are the format
    printf "text $bytes text\n" >"$scratch/out"
    ! harmless
    verdict "$bytes would be seen" 'it passes as harmless'
done

# Runs a command on that pack.
try() { # STATUS ARG...
    wanted=$1
    shift
    env CAIRN_CONTENT="$scratch/packs" "$setting" "$CAIRN_BINARY" "$@" <"${input:-/dev/null}" >"$scratch/out" 2>"$scratch/err"
    status=$?
    input=
    setting=CAIRN_TEST=1
    [ "$status" -eq "$wanted" ] && harmless
    settle $? "harmless: $(plain "$*" | tr -c '[:alnum:] /=.\n-' '?' | cut -c1-70)" "exit code $status, expected $wanted, or bytes of the pack reached the output"
}
raw=$(printf 'x\033]0;OWNED\007\302\233\342\200\256\177\bx')
for form in '' --json; do
    for command in today status roadmap 'roadmap t' 'roadmap t/s' 'resource list' 'project list' \
        'card list' 'practice list' plan 'stats --graph progress' 'search front' glossary; do
        # shellcheck disable=SC2086 # words
        try 0 $command $form
    done
    try 0 search "$raw" $form
    try 2 glossary "$raw" $form
    try 0 lint "$scratch/packs" $form
done
for command in 'resource show r' 'project show p' 'project hint p/m' 'card history c1'; do
    # shellcheck disable=SC2086 # words
    try 0 $command
done
for card in c1 c2:c1 c3 c4 c5 c6; do
    try 0 card show $card
    try 0 card preview $card
done

try 1 project doctor q

# what somebody types, and what it is answered with
for word in "$raw" "-$raw" "--$raw" "--theme=$raw"; do
    try 2 "$word"
    try 2 review "$word"
    try 2 today "$word"
done
try 2 roadmap "$raw"
try 2 card list "is:$raw"
try 2 config theme "$raw"
try 2 config "$raw"
try 0 math "\\text{$raw}"
try 0 math "\\$raw"
try 2 lint "$scratch/$raw"
try 1 import "$scratch/$raw.md"
try 1 backup "$scratch/$raw/x"
try 2 restore "$scratch/$raw"
try 1 fsrs replay "$scratch/$raw.csv"
try 0 project start p "$scratch/$raw/x"
try 1 today --data "/dev/null/$raw"
try 0 today --content "$scratch/$raw"
with "CAIRN_NOW=$raw"
try 2 today
with "TZ=$raw"
try 0 habit

# notes, questions and practice, with the bytes themselves in them
try 0 note t "$raw"
try 0 note t
try 0 ask add "$raw"
try 0 ask list
try 0 practice log 25m --topic t --note "$raw"
try 0 practice list
printf '\xc2\x9b\xff\xfe raw %s\n' "$raw" >"$scratch/note"
input=$scratch/note
try 0 note t/s
try 0 search OWNED
try 0 roadmap t

# reviews line by line: question, answer, hints and what a wrong answer is told
printf '\n3\n\n3\nwrong%s\n3\n1\n3\n2 1\n3\n2\n3\nq\n' "$raw" >"$scratch/answers"
for round in 1 2 3 4 5 6; do
    input=$scratch/answers
    try 0 review d --linear --cram
done

# a checked program's output, its messages and the files it leaves
mkdir "$scratch/work"
try 0 project start p "$scratch/work/p" --yes
cp "$scratch/note" "$scratch/work/p/out.txt"
try 1 project check p --yes
try 1 project check p --yes --json

# tables of others
printf 'card_id,review_rating,delta_t,%s\n%s,9,x\n"%s' "$raw" "$raw" "$raw" >"$scratch/log.csv"
try 3 fsrs replay "$scratch/log.csv"
printf '# %s\n## Phase 1: %s\n- %s\n  - Topics:\n    - %s\n  - Resources:\n    - [%s](http://e.org/%s)\n' \
    "$raw" "$raw" "$raw" "$raw" "$raw" "$raw" >"$scratch/map.md"
try 0 import "$scratch/map.md" --into "$scratch/map"
try 0 lint "$scratch/map"
try 0 roadmap

# the interface's own screens, where the pack shows
try 0 config first-run false
while read -r keys; do
    try 0 --dump-screen 24x80 --keys "$keys"
    out OWNED
done <<'END'
2 End
2 End Right Down
2 End Right Down Right Down
2 End Right Down Right Down Enter
2 End Right Down Tab
2 End Right Down Tab Tab
2 End Right Down Tab Tab Tab
2 End Right Down n
4 End
4 End Enter
K o w n
/ O W N E D
END

# themes and keys
mkdir -p "$HOME/.config/cairn/themes"
printf 'name: "T%s"\nstyles: {"a%s": "b%s"}\n' "$bad" "$bad" "$bad" >"$HOME/.config/cairn/themes/bad.yaml"
printf 'bind: {"a%s": "b%s", quit: "\\e%s"}\n' "$bad" "$bad" "$bad" >"$HOME/.config/cairn/keys.yaml"
try 0 themes
try 0 themes --json
try 3 keys
try 3 lint "$HOME/.config/cairn/themes/bad.yaml" "$HOME/.config/cairn/keys.yaml"
try 3 today --theme bad --color always

# a pack that changes while it is read: each look gives an answer, the last one what stands there then
other=$scratch/moving/m
mkdir -p "$other"
printf 'id: m\ntitle: M\nfiles: {roadmap: r.yaml}\n' >"$other/pack.yaml"
write() { # TITLE
    printf 'phases:\n  - id: z\n    title: "%s"\n    months: [1, 2]\n    topics: []\n' "$1" >"$other/r.yaml"
}
write begin
: >"$scratch/go"
(
    i=0
    while [ -e "$scratch/go" ]; do
        i=$((i + 1))
        write "turn $i"
    done
) &
writer=$!
for round in 1 2 3 4 5 6 7 8; do
    "$CAIRN_BINARY" roadmap --content "$scratch/moving" >"$scratch/out" 2>"$scratch/err" || break
done
verdict 'a pack that changes is read all the same' "round $round"
rm "$scratch/go"
wait "$writer"
write 'the last word'
run 0 roadmap --content "$scratch/moving"
out 'the last word'
