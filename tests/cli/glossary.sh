# The glossary: listed, asked, searched, and told where it is wrong.
. "${0%/*}/lib.sh"

pack=$scratch/terms
mkdir "$pack"
cat >"$pack/pack.yaml" <<'END'
id: terms
title: Terms
macros: '\newcommand{\slope}{\nabla}'
files: {roadmap: roadmap.yaml, glossary: glossary.yaml}
END
cat >"$pack/roadmap.yaml" <<'END'
phases:
  - id: botany
    title: Botany
    months: [1, 2]
    topics: [{id: leaves, title: Leaves}]
END
cat >"$pack/glossary.yaml" <<'END'
glossary:
  - term: zz petiole
    also: [zz petioles, ZPT]
    topic: leaves
    text: What joins a leaf to its stem, $\slope p$.
  - {term: zz lobe, text: A rounded part of an edge.}
END
run 0 --content "$pack" glossary
out 'zz petiole'
out 'zz lobe'
run 0 --content "$pack" glossary ZZ Petioles
out 'zz petiole'
out 'What joins a leaf to its stem, ∇p.'
out 'ZPT'
out 'leaves'
not_out 'zz lobe'
run 0 --content "$pack" glossary --json
json '.schema == "cairn/glossary/1" and ([.terms[] | select(.term | startswith("zz"))] | length) == 2'
run 0 --content "$pack" glossary zpt --json
json '.terms == [{"term": "zz petiole", "also": ["zz petioles", "ZPT"], "topic": "leaves", "text": "What joins a leaf to its stem, $\\slope p$."}]'
run 2 --content "$pack" glossary zz petoile
err "did you mean 'zz petiole'?"
run 2 --content "$pack" glossary qqqqqqqqqqqqqqqqqqqqq
err 'has no'

# Search finds terms, their forms and what they mean; a changed glossary is found at once.
run 0 --content "$pack" search zpt --json
json '.results[0].kind == "term" and .results[0].id == "zz petiole"'
run 0 --content "$pack" search joins a leaf
out 'zz petiole'
sed 's/A rounded part/A roundish bit/' "$pack/glossary.yaml" >"$scratch/new"
cp "$scratch/new" "$pack/glossary.yaml"
run 0 --content "$pack" search roundish
out 'zz lobe'
run 0 --content "$pack" glossary zz lobe
out 'A roundish bit'

# Mistakes are told with their places, and what is right stays.
run 0 lint "$pack"
cat >>"$pack/glossary.yaml" <<'END'
  - {term: ZZ Lobe, text: Twice.}
  - {term: empty, text: ''}
  - {term: lost, topic: nowhere, text: T}
END
run 3 lint "$pack"
out 'glossary.yaml:7:12: '
out 'glossary.yaml:8:25: '
out 'glossary.yaml:9:25: '
run 0 --content "$pack" glossary zz petiole
err 'glossary.yaml:7:12: '

finish
