#!/bin/sh
# The wheel holds all it needs: built, installed alone (no development dependencies, no checkout), and run.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${PYTHON:-python3}" -m venv "$work/venv"
pip="$work/venv/bin/python -m pip --quiet --disable-pip-version-check"
$pip wheel --no-deps --wheel-dir "$work/dist" "$here"
$pip install "$work"/dist/twosource-*.whl
cd "$work"
cp -r "$here/examples/harbour_fire" reports
{
  echo '<!doctype html><html><head><title>Ferry runs aground</title></head><body><article><h1>Ferry runs aground</h1>'
  for _ in 1 2 3 4 5 6; do echo '<p>The ferry Anna Dorr ran aground off Port Selm on Tuesday, the coast guard said.</p>'; done
  echo '</article></body></html>'
} > page.html
venv/bin/twosource brief page.html -o page --quiet
venv/bin/twosource brief reports --quiet
venv/bin/twosource verify dossier/dossier.json --articles reports
venv/bin/twosource check --print-rules > rules.toml
venv/bin/twosource check page/dossier.json --rules rules.toml
