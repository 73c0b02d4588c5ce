# The examples in cairn-content(5) are what it says: a pack, a theme and a keys file without findings.
. "${0%/*}/lib.sh"
pack=$scratch/botany
mkdir -p "$pack/decks" "$pack/pages" "$pack/projects/herbarium" "$HOME/.config/cairn/themes"

# The literal displays of the page, in their order, one file each.
awk -v dir="$scratch" '
    /^\.Bd -literal/ { n++; inside = 1; next }
    /^\.Ed/ { inside = 0 }
    inside { print >(dir "/example" n) }' man/cairn-content.5
mv "$scratch/example1" "$pack/pack.yaml"
mv "$scratch/example2" "$pack/roadmap.yaml"
mv "$scratch/example3" "$pack/pages/shapes.md"
mv "$scratch/example4" "$pack/decks/leaves.yaml"
mv "$scratch/example5" "$scratch/own.yaml"
mv "$scratch/example6" "$pack/glossary.yaml"
mv "$scratch/example7" "$scratch/activations.plot"
mv "$scratch/example8" "$HOME/.config/cairn/themes/moss.yaml"
mv "$scratch/example9" "$HOME/.config/cairn/keys.yaml"
cat >"$pack/resources.yaml" <<'EOF'
resources:
  - id: field-guide
    title: A field guide
    by: Somebody
    kind: book
    url: https://example.org/guide
EOF
cat >"$pack/projects/herbarium/brief.yaml" <<'EOF'
id: herbarium
title: A herbarium
topic: leaves
level: beginner
EOF

run 0 lint "$pack"
run 0 lint "$HOME/.config/cairn/themes/moss.yaml" "$HOME/.config/cairn/keys.yaml"
run 0 --content "$pack" roadmap leaves
out 'Leaves are what there is to see all year.'
run 0 --content "$pack" roadmap leaves/shapes
out 'Read on in the field guide, chapter 2.'
run 0 --content "$pack" card list deck:leaves --json
json '[.cards[].id] == ["petiole","leaf-division:c1","leaf-division:c2","leaf-edges","leaf-count"]'
mkdir -p "$data/content/own/decks"
mv "$scratch/own.yaml" "$data/content/own/decks/own.yaml"
printf 'id: own\ntitle: Own\nfiles: {decks: decks/own.yaml}\n' >"$data/content/own/pack.yaml"
run 0 --content "$pack" card show petiole
out "What is a leaf's stalk called?"
out 'leaves/shapes'
run 0 --content "$pack" lint
rm -r "$data/content"
run 0 --theme moss --color always today
run 0 keys --json
json '.keys | map(select(.action == "practice-start"))[0].keys == "P"'
json '.keys | map(select(.action == "quit"))[0].keys == "q C-q"'

grep -q '^curve: tanh' "$scratch/activations.plot"
verdict 'the example of a plot' 'is not the seventh of the page'

# Every function of expressions stands among those of the page.
awk '/^\.Sh EXPRESSIONS/ { inside = 1 } /^\.Sh PLOTS/ { inside = 0 } inside' man/cairn-content.5 \
    >"$scratch/expressions"
sed -n 's/^[A-Z]*(\([a-z0-9_]*\),.*/\1/p' src/base/expression_functions.def >"$scratch/functions"
missing=$(while read -r name; do
    grep -qwF "$name" "$scratch/expressions" || printf '%s ' "$name"
done <"$scratch/functions")
[ -s "$scratch/functions" ] && [ -z "$missing" ]
verdict 'the functions of expressions' "the page lacks $missing"
finish
