# What cairn keeps is for its learner alone, whatever the umask: files 0600, directories 0700. Starter files
# are work that goes on outside of cairn: they have the mode that the umask leaves.
# shellcheck source=tests/cli/lib.sh
. tests/cli/lib.sh
at 2026-11-24T18:00:00Z
umask 0
mkdir -p "$HOME/.local/share" "$HOME/.local/state" "$HOME/.config"
chmod 700 "$HOME" "$HOME/.local" "$HOME"/.local/* "$HOME/.config"

cat >"$scratch/editor" <<'END'
#!/bin/sh
for file; do :; done
stat -c '%a %n' "$file" "${file%/*}" >>"${0%/*}/modes"
printf -- '- {id: own-1, kind: basic, topic: python, front: Q, back: A, source: s}\n' >"$file"
END
chmod 755 "$scratch/editor"

run 0 today
run 0 note python 'a note'
run 0 practice log 25m --topic python
run 0 ask add 'a question'
run 0 config first-run false
run 0 search note
run 0 backup
run 0 backup "$HOME/copy.db"
run 0 glossary
run 0 export ics "$HOME/plan.ics"
printf '# A\n## Phase 1: B\n- c\n  - Project: Build it.\n' >"$scratch/map.md"
run 0 import "$scratch/map.md"
with "EDITOR=$scratch/editor"
run 0 card add --kind basic --topic python
[ "$(cut -d ' ' -f 1 "$scratch/modes" | tr '\n' ' ')" = '600 700 ' ]
verdict 'nobody else can read what is being written' "$(cat "$scratch/modes")"
at 2026-11-25T18:00:00Z
run 0 today
run 0 restore "$HOME/copy.db" --yes

find "$HOME" -path "$HOME/tmp" -prune -o -type f ! -perm 600 -print -o -type d ! -perm 700 -print >"$scratch/out"
: >"$scratch/err"
[ ! -s "$scratch/out" ]
verdict 'every file is 0600 and every directory 0700' 'others can look into those above'
[ "$(find "$HOME" -type f | wc -l)" -ge 10 ]
verdict 'files were made' 'there are hardly any'

umask 027
run 0 project start calculator "$HOME/calculator"
[ -z "$(find "$HOME/calculator" -type f ! -perm 640 ! -perm 750)" ]
verdict 'starter files follow the umask' "$(ls -l "$HOME/calculator")"
