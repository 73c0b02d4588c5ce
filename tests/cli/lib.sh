# For the command-line tests: runs cairn and says what came of it in TAP lines.
#
#   run STATUS ARG...   runs cairn with the arguments and no input; its exit code must be STATUS
#   feed TEXT           the next run reads TEXT (printf's escapes) instead of no input
#   with NAME=VALUE     the next run has this in its environment
#   out TEXT, err TEXT  standard output, error hold TEXT
#   not_out TEXT        standard output does not
#   json FILTER         standard output is JSON for which the jq filter gives true
#   ok NAME, not_ok NAME WHY, skip NAME WHY
#   verdict NAME WHY    ok when the last command succeeded; where WHY runs a command, which would hide
#                       that, `settle $? NAME WHY`
#
# Each script has a home of its own (the runner makes it); time stands near CAIRN_NOW, which `at` sets.
set -u
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
: "${CAIRN_BINARY:?the program to test}"
last='cairn'
data=$HOME/.local/share/cairn
input=
setting=CAIRN_TEST=1
failures=0

ok() {
    printf 'ok %s\n' "$1"
}

not_ok() {
    failures=$((failures + 1))
    printf 'not ok %s: %s\n' "$1" "$2"
    sed 's/^/# out: /' "$scratch/out" 2>/dev/null | head -n 20
    sed 's/^/# err: /' "$scratch/err" 2>/dev/null | head -n 20
}

skip() {
    printf 'ok %s # SKIP %s\n' "$1" "$2"
}

settle() { # CODE NAME WHY
    if [ "$1" -eq 0 ]; then ok "$2"; else not_ok "$2" "$3"; fi
}

verdict() {
    settle $? "$1" "$2"
}

# Where the tests' own directories show in a name, it would differ from run to run.
plain() {
    printf '%s' "$1" | sed "s,$scratch,DIR,g; s,$HOME,HOME,g"
}

at() {
    CAIRN_NOW=$1
    export CAIRN_NOW
}

feed() {
    printf "$1" >"$scratch/in"
    input=$scratch/in
}

with() {
    setting=$1
}

run() {
    wanted=$1
    shift
    last=$(plain "cairn $*")
    env "$setting" "$CAIRN_BINARY" "$@" <"${input:-/dev/null}" >"$scratch/out" 2>"$scratch/err"
    status=$?
    input=
    setting=CAIRN_TEST=1
    [ $status -eq "$wanted" ]
    settle $? "$last" "exit code $status, expected $wanted"
}

out() {
    grep -qF -- "$1" "$scratch/out"
    settle $? "$(plain "$last prints $1")" "standard output lacks it"
}

not_out() {
    ! grep -qF -- "$1" "$scratch/out"
    settle $? "$(plain "$last does not print $1")" "standard output has it"
}

err() {
    grep -qF -- "$1" "$scratch/err"
    settle $? "$(plain "$last says $1")" "standard error lacks it"
}

json() {
    jq -e "$1" "$scratch/out" >"$scratch/jq" 2>&1
    settle $? "$(plain "$last: $1")" "$(head -c 200 "$scratch/jq")"
}

# The exit code of the script: 0 when nothing failed.
finish() {
    [ $failures -eq 0 ]
    exit
}

at 2026-11-24T18:00:00Z
