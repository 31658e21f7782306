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
if [ -n "$wanted" ]; then
  if ! command -v apt-get >/dev/null; then
    echo "tests/browser/install.sh: missing: $wanted. Install them with your system's package manager." >&2
    exit 1
  elif [ "$(id -u)" -eq 0 ]; then
    root=
  elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    root=sudo
  else
    echo "tests/browser/install.sh: missing: $wanted. Have them installed: apt-get install $wanted" >&2
    exit 1
  fi
  # shellcheck disable=SC2086 # several words
  $root apt-get update -qq && DEBIAN_FRONTEND=noninteractive $root apt-get install -qq --no-install-recommends $wanted || {
    echo "tests/browser/install.sh: apt-get could not install: $wanted" >&2
    exit 1
  }
fi

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
