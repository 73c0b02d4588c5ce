# Checks of projects in the learner's directory: consent, results, bad programs, watch, review, reset.
. "${0%/*}/lib.sh"

[ ! -x /usr/bin/python3 ] || PATH=/usr/bin:$PATH
pack=$scratch/pack
mkdir -p "$pack/p/starter" "$pack/p/checks" "$pack/p/data" "$pack/p/labels" "$pack/checks"
cat >"$pack/pack.yaml" <<'EOF'
id: tried
title: Tried
files: {roadmap: roadmap.yaml, projects: [p]}
EOF
cat >"$pack/roadmap.yaml" <<'EOF'
phases:
  - id: one
    title: One
    months: [1, 2]
    topics: [{id: top, title: Top, subtopics: [{id: top/a, title: A}]}]
EOF
cat >"$pack/p/brief.yaml" <<'EOF'
id: adder
title: Adder
topic: top
level: beginner
starter: [add.py]
data: [train.csv]
milestones:
  - id: adder/add
    title: It adds
    hints: [What joins two numbers?, Use the plus sign.]
    checks:
      - {run: [sh, tool], output: [ready], title: The tool is ready, seconds: 2}
      - {python: test_add.py, title: add adds}
  - id: adder/report
    title: A report
    checks:
      - {file: report.md, sections: [Results], words: 3}
      - {metric: accuracy, predictions: p.csv, labels: l.csv, key: id, column: label, at-least: 0.5}
      - self: The report names what failed.
EOF
printf 'def add(a, b):\n    raise NotImplementedError\n' >"$pack/p/starter/add.py"
printf 'id,x\n1,2\n' >"$pack/p/data/train.csv"
printf 'id,label\n1,a\n2,b\n' >"$pack/p/labels/l.csv"
printf 'WANTED = 3\n' >"$pack/checks/shared.py"
cat >"$pack/p/checks/test_add.py" <<'EOF'
import unittest

import add
from shared import WANTED


class Add(unittest.TestCase):
    def test_add(self):
        """add gives the sum"""
        got = add.add(1, 2)
        self.assertEqual(got, WANTED, f"add(1, 2) gave {got}: expected {WANTED}")


unittest.main()
EOF
CAIRN_CONTENT=$pack
export CAIRN_CONTENT
work=$scratch/work

run 0 lint "$pack"
run 2 project check adder --yes
err 'has no directory yet'
run 0 project start adder "$work"
[ -f "$work/add.py" ] && [ -f "$work/data/train.csv" ]
verdict 'starter files and data are copied' 'one is missing'
run 1 project start adder "$work"
err 'is not overwritten'

# Nothing is run before the learner agreed; once is enough.
run 2 project check adder
err 'sh tool'
err 'python3 -B'
err 'add --yes'
run 1 project check adder --yes --json
json '.checks == 5 and .passed == 0 and .project == "adder"'
json '[.results[].outcome] == ["failed", "failed", "failed", "failed", "open"]'
json '.results[1].message | contains("NotImplementedError")'
json '.results[1].message | contains("in add.py, line 2")'
json '.results[2].message == "report.md is not there"'
run 1 project check adder
out '0 of 5 checks passed'
out 'cairn project review adder'
out 'cairn project hint adder/add'
run 0 project hint adder/add

# A milestone by itself; passing marks it, and shows the next problem in full.
printf 'echo ready\n' >"$work/tool"
printf 'def add(a, b):\n    return a + b + 1\n' >"$work/add.py"
run 1 project check adder add
out 'add(1, 2) gave 4: expected 3'
out '1 of 2 checks passed'
printf 'WANTED = 4\n' >"$work/shared.py" # no file of the learner's stands in for the pack's
run 1 project check adder add
out 'add(1, 2) gave 4: expected 3'
printf 'def add(a, b):\n    return a + b\n' >"$work/add.py"
run 0 project check adder add
out '1 milestone done now'
run 0 project list --json
json '.projects[] | select(.id == "adder") | .milestones[0].state == "done" and .checks == 5'
printf 'exit 3\n' >"$work/tool"
run 1 project check adder add
run 0 project list --json
json '.projects[] | select(.id == "adder") | .milestones[0].state == "done"'

# Programs that misbehave are stopped, or shown so that they do no harm.
printf 'printf "\\033[2J\\377 nothing\\n"\n' >"$work/tool"
run 1 project check adder add
grep -q "$(printf '\033')" "$scratch/out"
[ $? -ne 0 ]
verdict 'an escape code of a program is not printed' 'it is'
printf 'while :; do :; done\n' >"$work/tool"
run 1 project check adder add
out 'stopped after 2 s'
run 0 practice list --json
json '.blocks | length >= 1 and .[0].topic == "adder"'
printf 'while :; do echo flood; done\n' >"$work/tool"
run 1 project check adder add
out 'printed more than 64 KB'
printf 'read line </dev/tty && echo ready\n' >"$work/tool"
run 1 project check adder add
printf 'rm -rf "$PWD"\n' >"$work/tool"
run 1 project check adder add --json
json '.results[0].message | contains("is gone: your program has removed it")'
json '.results[1].message | contains("is gone")'
run 2 project check adder
err 'is not there'
mkdir "$work" && printf 'echo ready\n' >"$work/tool"
printf 'def add(a, b):\n    return a + b\n' >"$work/add.py"

# A file that takes the place of a module of Python's is named, but only where something fails.
printf 'x = 1\n' >"$work/statistics.py"
run 0 project check adder add
printf 'def add(a, b):\n    return 0\n' >"$work/add.py"
run 1 project check adder add --json
json '.results[1].message | contains("statistics.py in your directory stands in for")'
rm "$work/statistics.py"
printf 'def add(a, b):\n    return a + b\n' >"$work/add.py"

# Files that are no files, or no text.
mkdir "$work/report.md"
printf 'id,label\n2,b\n1,\377\n' >"$work/p.csv"
run 1 project check adder report --json
json '.results[0].message | contains("not a regular file")'
json '.results[1].message | contains("p.csv, line 3, is not UTF-8")'
rmdir "$work/report.md"

# Files, predictions, and the learner's own judgement.
printf '# Results\n\nIt went well.\n' >"$work/report.md"
printf 'id,label\n2,b\n1,b\n' >"$work/p.csv"
run 1 project check adder report --json
json '[.results[].outcome] == ["passed", "passed", "open"]'
json '.results[1].message == "accuracy 0.5"'
feed 'y\nIt names the empty line.\n'
run 0 project review adder
run 0 project check adder report --json
json '.results[2] | .outcome == "passed" and .message == "It names the empty line."'
json '.marked == 1'
feed 'n\nThe date is missing.\n'
run 0 project review adder
feed '\n'
run 0 project review adder
err 'kept'
run 1 project check adder report --json
json '.results[2].message == "you judged this as not met yet: The date is missing."'

# Saving runs the checks again.
wait_for() { # TEXT: until watch has printed it, or for a minute
    for _ in $(seq 600); do
        ! grep -q "$1" "$scratch/out" || break
        sleep 0.1
    done
}
: >"$scratch/out"
(
    wait_for 'Waiting for you'
    printf 'def add(a, b):\n    return 0\n' >"$work/add.py"
    wait_for 'gave 0'
    printf 'hlq'
) | env CAIRN_TEST=1 "$CAIRN_BINARY" project watch adder add >"$scratch/out" 2>"$scratch/err"
verdict 'watch ends with q' 'it failed'
last='cairn project watch'
out '2 of 2 checks passed'
out 'add(1, 2) gave 0: expected 3'
out 'Use the plus sign.'
out 'A report'
run 1 project check adder add
not_out 'Stuck?' # all hints were shown

# Somebody else's first watch: what is done leads to what is next.
printf 'def add(a, b):\n    return a + b\n' >"$work/add.py"
: >"$scratch/out"
(
    wait_for 'Waiting for you'
    printf 'q'
) | env CAIRN_TEST=1 CAIRN_DATA="$scratch/other" "$CAIRN_BINARY" --yes project watch adder \
    --dir "$work" >"$scratch/out" 2>"$scratch/err"
out 'Next: A report'

run 0 --yes project reset adder
err 'begins anew; what was there is in'
[ -f "$work.backup-2026-11-24/report.md" ] && [ ! -e "$work/report.md" ] && [ -f "$work/add.py" ]
verdict 'reset keeps what was there' 'it does not'
run 0 project doctor adder
out 'python3'
sed -i 's/^level: .*/&\noptional: [json, no-such-module]/' "$pack/p/brief.yaml"
run 0 project doctor adder
out 'ok       json'
out 'optional no-such-module'
out 'pip install no-such-module'
sed -i 's/^optional: .*/needs: [json, no-such-module]/' "$pack/p/brief.yaml"
run 1 project doctor adder
out 'missing  no-such-module'

# Where a module is missing nothing passes, and it is said how to go on.
run 1 --yes project check adder
out 'cannot  add adds'
out 'the Python module no-such-module is missing'
out 'report.md is not there'
run 0 doctor

# A colon in the directory's name, which PYTHONPATH cannot have.
run 0 project start basic-statistics "$scratch/a:b"
cp "${0%/*}/../projects/basic-statistics/reference/"*.py "$scratch/a:b"
run 0 --yes project check basic-statistics
finish
