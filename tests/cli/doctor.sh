# doctor: what is odd without being damage is told by name and stays; what is damaged is told, saved and
# named; the same in JSON, which stands on standard output alone and in one piece whatever is wrong.
. "${0%/*}/lib.sh"

mkdir -p "$data/content/mine"
printf 'id: mine\ntitle: Mine\nfiles: {roadmap: roadmap.yaml}\n' >"$data/content/mine/pack.yaml"
cat >"$data/content/mine/roadmap.yaml" <<'EOP'
phases:
  - id: mine-phase
    title: Mine
    months: [1, 2]
    goal: None.
    topics:
      - {id: mine-topic, title: Mine, why: So., hours: [1, 2]}
EOP
run 0 mark mine-topic done
run 0 note mine-topic 'a note of mine'
run 0 doctor
not_out 'also:'
run 0 doctor --json
json '.schema == "cairn/doctor/1" and .ok and .wrong == null and .findings == []'
json '.report | length == 2 and (.[0] | endswith(" is whole: 2 events"))'

# The pack is away for a while.
mv "$data/content/mine" "$scratch/mine"
mkdir "$data/restore-Ab12cd"
run 0 doctor
out 'also: 1 thing that you marked is in no pack that is loaded (kept for when one has it again): mine-topic'
out 'restore-Ab12cd'
run 0 doctor --repair --json
json '.ok and ([.findings[].id] == ["unknown-marks", "unknown-notes", "leftover-files"])'
json '.findings[0].names == ["mine-topic"] and .findings[0].count == 1'
[ -d "$data/restore-Ab12cd" ]
verdict 'repairing deletes no file' 'it is gone'
rmdir "$data/restore-Ab12cd"
mv "$scratch/mine" "$data/content/mine"
run 0 roadmap mine-topic --json
json '.phases[0].topics[0].state == "done"'

# Its first page is gone, with the list of all tables: the events are found all the same.
dd if=/dev/zero of="$data/cairn.db" bs=4096 count=1 conv=notrunc 2>/dev/null
run 1 doctor
err 'doctor --repair'
run 1 doctor --json
json '(.ok | not) and (.wrong | contains("doctor --repair")) and .report == []'
run 0 doctor --repair
out 'backups/damaged-1.db'
out '2 events were saved from it, 0 more from copies, 0 lost'
run 0 roadmap mine-topic --json
json '.phases[0].topics[0].state == "done"'
run 0 doctor --json
json '.ok and .findings == []'

# Cut off: what is lost is told by name, what the copy of the day has is not lost.
run 0 config goal-minutes 40
head -c 30000 "$data/cairn.db" >"$scratch/cut" && cp "$scratch/cut" "$data/cairn.db"
run 0 doctor --repair --json
json '.ok and any(.report[]; test("^[0-9]+ events? w"))'
json '[.report[] | select(startswith("lost: "))] | length <= 1'
run 0 roadmap mine-topic --json
json '.phases[0].topics[0].state == "done"'
finish
