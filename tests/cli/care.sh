# Content that is broken or missing, databases that are foreign, newer or damaged, places that cannot
# be written: each is a sentence and an exit code, and nothing is lost.
. "${0%/*}/lib.sh"

# lint: the built-in content is clean, findings name file, line and column.
run 0 lint
run 0 lint --json
json '.schema == "cairn/lint/1" and .errors == 0 and .findings == []'
mkdir -p "$scratch/bad"
cat >"$scratch/bad/pack.yaml" <<'EOF'
id: bad
title: Bad
language: en
licence: MIT
version: 1
files:
  roadmap: roadmap.yaml
EOF
cat >"$scratch/bad/roadmap.yaml" <<'EOF'
phases:
  - id: bad-phase
    title: Bad phase
    months: [1, 2]
    goal: None.
    colour: red
    topics:
      - id: bad-topic
        why: No title.
        hours: [1, 2]
      - id: other-topic
        title: Other
        why: It requires what there is not.
        requires: [nowhere]
        hours: [1, 2]
EOF
run 3 lint "$scratch/bad"
out 'roadmap.yaml:6:'
out 'roadmap.yaml:8:'
out 'nowhere'
err 'errors'
run 3 lint "$scratch/bad" --json
json '.errors == (.findings | length) and .errors >= 3'
json '[.findings[] | (.file | endswith("roadmap.yaml")) and .line > 0 and .column > 0 and (.message | length) > 0] | all'
run 2 lint "$scratch/nowhere"
err 'nowhere'

# Doubtful cards are warned of at their place, and that is no failure.
mkdir -p "$scratch/doubtful"
cat >"$scratch/doubtful/pack.yaml" <<'EOF'
id: doubtful
title: Doubtful
files: {decks: deck.yaml}
EOF
cat >"$scratch/doubtful/deck.yaml" <<'EOF'
deck: doubtful
title: Doubtful
topic: math
cards:
  - {id: no-source, kind: basic, front: "What is $\\nothing$?", back: A formula}
EOF
run 0 lint "$scratch/doubtful"
out 'deck.yaml:5:5: warning: '
out 'no-source'
out 'deck.yaml:5:41: warning: \nothing'
run 0 lint "$scratch/doubtful" --json
json '.errors == 0 and (.findings | length) == 2'
json '[.findings[] | .severity == "warning" and .line == 5 and (.message | startswith("warning") | not)] | all'
run 3 lint "$scratch/bad" --json
json '[.findings[] | .severity == "error"] | all'

# A broken pack of the learner's own is told and keeps nothing else from loading.
mkdir -p "$data/content/broken"
printf 'id: [unclosed\n' >"$data/content/broken/pack.yaml"
run 0 roadmap --json
json '(.phases | length) == 5'
err 'broken/pack.yaml:'
run 0 status
rm -r "$data/content"
run 1 --content "$scratch/nowhere" today
err 'nowhere'

# Without any content it says where content would be, and still keeps time.
if [ "$(head -c 2 "$CAIRN_BINARY")" = '#!' ]; then
    skip 'missing content' 'a script starts cairn, so it cannot be moved'
elif [ ! -e /usr/local/share/cairn ]; then
    mkdir "$scratch/bin"
    cp "$CAIRN_BINARY" "$scratch/bin/cairn"
    installed=$CAIRN_BINARY
    CAIRN_BINARY=$scratch/bin/cairn
    run 0 --data "$scratch/bare" today
    err 'there is nothing to study in'
    err '--content'
    run 0 --data "$scratch/bare" roadmap --json
    json '.phases == []'
    run 0 --data "$scratch/bare" practice start
    run 0 --data "$scratch/bare" practice status
    out 'running'
    CAIRN_BINARY=$installed
else
    skip 'missing content' 'cairn is installed here'
fi

# backup, doctor, restore.
run 0 mark math doing
run 0 backup
made=$(cat "$scratch/out")
[ -s "$made" ]
verdict 'backup says where the copy is' "$made"
run 0 backup "$scratch/copy.db"
run 1 backup "$scratch/copy.db"
err 'copy.db'
run 0 mark math done
run 0 doctor
out 'is whole'
run 0 doctor --repair
out 'before-repair'
run 2 restore "$scratch/copy.db"
err 'add --yes'
run 2 restore "$scratch/absent.db" --yes
err 'there is no file'
run 0 roadmap math --json
json '.phases[0].topics[0].state == "done"'
run 0 restore "$scratch/copy.db" --yes
err 'cairn-before-restore-1.db'
run 0 roadmap math --json
json '.phases[0].topics[0].state == "doing"'
run 0 restore "$data/cairn-before-restore-1.db" --yes
run 0 roadmap math --json
json '.phases[0].topics[0].state == "done"'
[ -z "$(find "$data" -name 'restore-*' -type d)" ]
settle $? 'restore leaves no working directory behind' "$(ls "$data")"

# Files that are not ours stay as they are.
patch_header() { # FILE OFFSET BYTES: overwrites bytes of a database's header
    printf "$3" | dd of="$1" bs=1 seek="$2" conv=notrunc 2>/dev/null
}
mkdir "$scratch/foreign" "$scratch/newer" "$scratch/text" "$scratch/torn"
cp "$scratch/copy.db" "$scratch/foreign/cairn.db"
patch_header "$scratch/foreign/cairn.db" 68 '\001\002\003\004'
cp "$scratch/copy.db" "$scratch/newer/cairn.db"
patch_header "$scratch/newer/cairn.db" 60 '\000\000\003\347'
printf 'this is a letter to my aunt, and no database at all\n' >"$scratch/text/cairn.db"
head -c 5000 "$scratch/copy.db" >"$scratch/torn/cairn.db"
for kind in foreign newer text torn; do
    cksum <"$scratch/$kind/cairn.db" >"$scratch/before"
    run 1 --data "$scratch/$kind" today
    err "$scratch/$kind/cairn.db"
    run 1 --data "$scratch/$kind" status
    run 1 --data "$scratch/$kind" mark math done
    run 1 restore "$scratch/$kind/cairn.db" --yes
    cksum <"$scratch/$kind/cairn.db" | cmp -s - "$scratch/before"
    verdict "the $kind file is untouched" 'it changed'
done
run 1 --data "$scratch/newer" today
err '999'
run 0 roadmap math --json
json '.phases[0].topics[0].state == "done"'

# A file of ours that is cut off: repairing saves what it and the copies of the days hold, and keeps it.
run 0 --data "$scratch/cut" mark math done
rm -rf "$scratch/cut/backups"
mkdir -p "$scratch/cut/backups"
cp "$scratch/copy.db" "$scratch/cut/backups/cairn-2020-01-01.db"
head -c 5000 "$scratch/copy.db" >"$scratch/cut/cairn.db"
cksum <"$scratch/cut/cairn.db" >"$scratch/before"
run 1 --data "$scratch/cut" doctor
err 'doctor --repair'
run 0 --data "$scratch/cut" doctor --repair
out 'backups/damaged-1.db'
out '0 lost'
cksum <"$scratch/cut/backups/damaged-1.db" | cmp -s - "$scratch/before"
verdict 'the damaged file is kept' 'it changed'
run 0 --data "$scratch/cut" doctor
run 0 --data "$scratch/cut" roadmap math --json
json '.phases[0].topics[0].state == "doing"'
run 1 --data "$scratch/text" doctor --repair
err "$scratch/text/cairn.db"

# The day's copy: after a command that wrote something, once a day, with what was there by then.
copies() {
    ls "$scratch/daily/backups" 2>/dev/null | tr '\n' ' ' >"$scratch/out"
}
run 0 --data "$scratch/daily" today
run 0 --data "$scratch/daily" mark math done
copies
out 'cairn-2026-11-24.db '
cp "$scratch/daily/backups/cairn-2026-11-24.db" "$scratch/first.db"
run 0 --data "$scratch/daily" mark python done
cmp -s "$scratch/first.db" "$scratch/daily/backups/cairn-2026-11-24.db"
verdict 'the copy of the day stays' 'it changed'
at 2026-11-25T18:00:00Z
run 0 --data "$scratch/daily" today
copies
not_out 'cairn-2026-11-25'
run 0 --data "$scratch/daily" mark python todo
copies
out 'cairn-2026-11-24.db cairn-2026-11-25.db '
at 2026-11-26T18:00:00Z
mv "$scratch/daily/backups" "$scratch/daily/away"
printf '' >"$scratch/daily/backups"
run 0 --data "$scratch/daily" mark python doing
err "cairn: no copy today: "
at 2026-11-24T18:00:00Z

# Places that cannot be written: a file where a directory is needed works for root as well.
printf '' >"$scratch/file"
run 1 --data "$scratch/file/data" today
err "$scratch/file"
with HOME="$scratch/file"
run 1 today
run 0 --data "$scratch/file/data" status
run 1 backup "$scratch/file/copy.db"
err "$scratch/file"
with HOME=
run 1 today

# A file that may not grow is told like a full disk; the signal for it kills nobody.
(ulimit -f 8 && exec "$CAIRN_BINARY" --data "$scratch/small" mark python done) 2>"$scratch/err"
[ $? -eq 1 ] && grep -q "$scratch/small/cairn.db" "$scratch/err"
verdict 'a limit on file sizes is a failed write' 'exit code or message'
finish
