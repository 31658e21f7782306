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
page="file://$PWD/build/pictures/dossier.html"
# The first passage of the first claim, so that its report stands open beside it.
passage=$(grep -o 'href="#r[0-9]*-[0-9-]*" data-p' build/pictures/dossier.html | head -1 | cut -d'"' -f2)
shoot() { # NAME WIDTH HEIGHT ADDRESS
  "$browser" --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
    --disable-component-update --disable-sync --hide-scrollbars --user-data-dir="$profile" --virtual-time-budget=2000 \
    --window-size="$2,$3" --screenshot="docs/pictures/$1.png" "$4" 2>/dev/null
  if command -v pngquant >/dev/null; then # a third of the size, and no difference to be seen
    pngquant --force --skip-if-larger --ext .png 64 "docs/pictures/$1.png" || test $? -eq 98
  fi
}
shoot dossier 1400 1500 "$page$passage"
shoot phone 500 1100 "$page"

# The desk, on the case of the examples.
rm -f build/pictures/case.db*
.venv/bin/twosource build/pictures/case.db add examples --quiet
.venv/bin/twosource serve build/pictures/case.db --port 8323 2>build/pictures/serve.log &
serving=$!
trap 'kill $serving; rm -rf "$profile"' EXIT
until grep -q http build/pictures/serve.log; do
  kill -0 $serving
  sleep 0.2
done
desk=http://127.0.0.1:8323
story=$(curl -s "$desk/?q=vardessa" | grep -o '/stories/story-[0-9a-f]*' | head -1)
shoot stories 1300 700 "$desk/"
DESK="$desk$story" BROWSER="$browser" .venv/bin/python - <<'END'
"""A dossier while it is corrected: two passages are ticked. For that somebody has to click."""
import os

from playwright.sync_api import sync_playwright

with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=os.environ["BROWSER"], args=["--no-sandbox"])
    page = browser.new_page(viewport={"width": 1400, "height": 900}, reduced_motion="reduce")
    page.goto(os.environ["DESK"] + "?correct=1")
    page.locator("#c2").scroll_into_view_if_needed()
    for number in (0, 1):
        page.locator("#c2 .lines input").nth(number).check()
    page.locator("#c1").evaluate("(one) => one.scrollIntoView({ block: 'start' })")
    page.screenshot(path="docs/pictures/correcting.png")
    browser.close()
END
shoot search 1200 800 "$desk/search?q=fire"
