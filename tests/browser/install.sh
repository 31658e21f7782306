#!/bin/sh
# What the browser's tests need besides Python: a Chromium (Debian's, if the machine has none) and axe-core, at the
# version and with the hash that package-lock.json names, in build/node. Does nothing where all of it is there.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
there=$(cd "$here/../.." && pwd)/build/node

wanted=
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null ||
  wanted=chromium
command -v npm >/dev/null || wanted="$wanted npm"
# shellcheck disable=SC2086 # several words
if [ -n "$wanted" ]; then sh "$here/../debian.sh" $wanted; fi

if ! cmp -s "$here/package-lock.json" "$there/package-lock.json" || [ ! -f "$there/node_modules/axe-core/axe.min.js" ]; then
  rm -rf "$there"
  mkdir -p "$there"
  cp "$here/package.json" "$here/package-lock.json" "$there"
  npm ci --prefix "$there" --ignore-scripts --no-audit --no-fund --loglevel=error || {
    rm "$there/package-lock.json"
    echo "tests/browser/install.sh: npm could not install axe-core (package-lock.json names version and hash)" >&2
    exit 1
  }
fi
