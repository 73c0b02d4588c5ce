# Real file systems that are full or read-only: each command says so and loses nothing. They are mounted in a
# namespace of the test's own, where the system lets it have one.
if [ -z "${CAIRN_TEST_MOUNTS:-}" ] && unshare -rm true 2>/dev/null; then
    CAIRN_TEST_MOUNTS=yes
    export CAIRN_TEST_MOUNTS
    exec unshare -rm sh "$0"
fi
. "${0%/*}/lib.sh"

small_disk() { # DIRECTORY SIZE
    mkdir -p "$1" && mount -t tmpfs -o "size=$2" tmpfs "$1" 2>"$scratch/why"
}

fill() { # DIRECTORY: not one byte more fits there
    cat /dev/zero >"$1/filler" 2>/dev/null
    [ -s "$1/filler" ]
}

if [ -z "${CAIRN_TEST_MOUNTS:-}" ] || ! small_disk "$scratch/disk" 8m; then
    skip 'a full disk and a read-only home' "this system lets nobody mount: $(cat "$scratch/why" 2>&1)"
    finish
fi

run 0 mark math doing
run 0 backup "$scratch/copy.db"

# A disk that is full: what was saved before is kept, what does not fit is told.
cp "$scratch/copy.db" "$scratch/disk/cairn.db"
fill "$scratch/disk"
verdict 'the disk is full' 'no filler'
run 1 --data "$scratch/disk" mark python done
err "$scratch/disk/cairn.db"
run 1 --data "$scratch/disk" note math 'of no room'
err "$scratch/disk/cairn.db"
run 1 backup "$scratch/disk/half.db"
err "$scratch/disk/half.db"
[ ! -e "$scratch/disk/half.db" ]
verdict 'no half copy is left' 'it is there'
run 0 --data "$scratch/disk" status
rm "$scratch/disk/filler"
run 0 --data "$scratch/disk" roadmap --json
json '[.phases[].topics[] | select(.id == "math") | .state] == ["doing"]'
json '[.phases[].topics[] | select(.id == "python") | .state] != ["done"]'
run 0 --data "$scratch/disk" doctor
run 0 --data "$scratch/disk" mark python done

# A home in which nothing was ever saved, and nothing can be.
small_disk "$scratch/bare" 1m && mount -o remount,ro "$scratch/bare"
verdict 'a home is read-only' 'it cannot be mounted'
with HOME="$scratch/bare"
run 1 today
err 'Read-only file system'
with HOME="$scratch/bare"
run 1 mark math done
err '--data'
with HOME="$scratch/bare"
run 0 status

# One in which something was: it is read where that needs no more, and stays as it is.
cksum <"$data/cairn.db" >"$scratch/before"
mount --bind "$HOME/.local" "$HOME/.local" && mount -o remount,bind,ro "$HOME/.local"
verdict 'a home becomes read-only' 'it cannot be mounted'
run 0 status
for command in 'mark math done' 'note math x' 'practice start' 'config goal-minutes 40' backup doctor; do
    # shellcheck disable=SC2086 # words
    run 1 $command
    err "$data"
    err 'read-only'
done
run 1 doctor --repair
err "$data/cairn.db"
run 1 restore "$scratch/copy.db" --yes
err 'Read-only file system'
cksum <"$data/cairn.db" | cmp -s - "$scratch/before"
verdict 'the database is as it was' 'it changed'
umount "$HOME/.local" "$scratch/disk" "$scratch/bare"
run 0 doctor
out 'is whole: 1 event'
finish
