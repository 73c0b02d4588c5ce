# Formulas as boxes of characters.
. "${0%/*}/lib.sh"

# box LINES...: the output is exactly these rows, their blanks included.
box() {
    printf '%s\n' "$@" | cmp -s - "$scratch/out"
    settle $? "$last is drawn" "$(cat "$scratch/out")"
}

run 0 math 'x^2'
box 'x²'
run 0 math '\alpha + \beta'
box 'α + β'
run 0 math '\frac{a+b}{c}'
box 'a + b' '─────' '  c  '
run 0 math --ascii '\frac{a+b}{c}'
box ' a + b ' '-------' '   c   '
run 0 math x = y
box 'x = y'

# one row, in a line of prose, and with limits
run 0 math --line '\frac{a+b}{c}'
box '(a + b)/c'
run 0 math --linear '\frac{a+b}{c}'
box '(a + b)/c'
run 0 math --inline '\frac12 x'
box '1  ' '─ x' '2  '
run 2 math --inline --line x
err 'give one of them'

# every row as wide as the others
long='a+b+c+d=\frac{a+b+c}{d}+e+f+g+h+\frac{1}{2}+\sqrt{i+j}'
for width in 0 10 20 40; do
    run 0 math --ascii --width $width "$long"
    [ "$(awk '{ print length($0) }' "$scratch/out" | sort -u | wc -l)" = 1 ]
    settle $? "$last has rows of one width" "$(cat "$scratch/out")"
done
run 0 math --ascii --width 20 "$long"
awk 'length($0) > 20 { exit 1 }' "$scratch/out"
settle $? "$last fits" "$(cat "$scratch/out")"
run 0 math --ascii "$long"
awk 'length($0) < 40 { exit 1 }' "$scratch/out"
settle $? "$last is not broken away from a terminal" "$(cat "$scratch/out")"
run 2 math --width wide x
err 'whole number'
run 2 math --width -1 x

# characters
run 0 math --ascii 'x^2 \le \alpha \sum_{i=1}^n \sqrt{\frac{1}{2}} \begin{pmatrix}a&b\\c&d\end{pmatrix}'
LC_ALL=C tr -d '\000-\177' <"$scratch/out" | grep -q .
[ $? -ne 0 ]
verdict 'math --ascii is ASCII' 'it is not'
with LC_ALL=C
run 0 math '\alpha'
LC_ALL=C tr -d '\000-\177' <"$scratch/out" | grep -q .
[ $? -ne 0 ]
verdict 'math in a plain locale is ASCII' 'it is not'
run 0 math --alphabets '\mathbf{x}'
box '𝐱'
run 0 math '\mathbf{x}'
box 'x'

# nothing fails but the usage
run 0 math '\nosuchcommand x'
out '\nosuchcommand'
run 0 math '{{{'
run 0 math ''
run 0 math "$(printf 'a\033[31mb')"
not_out "$(printf '\033')"

# macros: of the formula itself, of a file, of the lines before
run 0 math '\newcommand{\half}[1]{\frac{#1}{2}} \half{x}'
box 'x' '─' '2'
printf '\\newcommand{\\R}{\\mathbb{R}}\n\\def\\dd{\\mathrm{d}}\n' >"$scratch/macros.tex"
run 0 math --macros "$scratch/macros.tex" '\R'
box 'ℝ'
run 1 math --macros "$scratch/nosuch.tex" '\R'
err 'nosuch.tex'
feed '\\newcommand{\\R}{\\mathbb{R}}\n\\R\n\\R^2\n'
run 0 math -
box 'ℝ' '' 'ℝ²'

# colour only where it was asked for
run 0 math --color always '\mathbf{x}'
out "$(printf '\033[')"
run 0 math --color never '\mathbf{x}'
box 'x'

# lines of standard input
feed 'x^2\n\\frac12\n'
run 0 math -
box 'x²' '' '1' '─' '2'
feed ''
run 0 math -
[ ! -s "$scratch/out" ]
settle $? 'math - of nothing prints nothing' "$(cat "$scratch/out")"
run 2 math
err 'too few arguments'
finish
