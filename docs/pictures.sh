#!/bin/sh
# Makes the pictures of the documents from the example's dossier: `make pictures`. Needs chromium and serif fonts
# (on Debian: apt-get install chromium fonts-noto-core).
set -eu
cd "$(dirname "$0")/.."
.venv/bin/twosource brief examples/harbour_fire -o build/pictures --quiet
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || {
  echo "chromium is not installed" >&2
  exit 2
}
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
mkdir -p docs/pictures
shoot() { # NAME WIDTH HEIGHT
  "$browser" --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
    --disable-component-update --disable-sync --hide-scrollbars --user-data-dir="$profile" \
    --window-size="$2,$3" --screenshot="docs/pictures/$1.png" "file://$PWD/build/pictures/dossier.html" 2>/dev/null
}
shoot dossier 1400 1500
shoot phone 500 1100
