# Formulas as one row.
. "${0%/*}/lib.sh"

run 0 math 'x^2'
out 'x²'
run 0 math '\alpha + \beta'
out 'α + β'
run 0 math '\frac{a+b}{c}'
out '(a + b)/c'
run 0 math --ascii 'x^2 \le \alpha'
LC_ALL=C tr -d '\000-\177' <"$scratch/out" | grep -q .
[ $? -ne 0 ]
verdict 'math --ascii is ASCII' 'it is not'
run 0 math '\nosuchcommand x'
out '\nosuchcommand'
run 0 math '{{{'
run 0 math "$(printf 'a\033[31mb')"
not_out "$(printf '\033')"
feed 'x^2\n\\alpha\n'
run 0 math -
[ "$(cat "$scratch/out")" = "$(printf 'x²\n\nα')" ]
verdict 'math - sets each line, with an empty line between' "$(cat "$scratch/out")"
run 2 math
err 'too few arguments'
finish
