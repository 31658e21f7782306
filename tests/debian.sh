#!/bin/sh
# Install packages of Debian's for the tests: tests/debian.sh PACKAGE... Says what is missing where it may not.
set -eu
if ! command -v apt-get >/dev/null; then
  echo "tests: missing: $*. Install them with your system's package manager." >&2
  exit 1
elif [ "$(id -u)" -eq 0 ]; then
  root=
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
  root=sudo
else
  echo "tests: missing: $*. Have them installed: apt-get install $*" >&2
  exit 1
fi
if [ "$1" = postgresql ] && [ ! -e /etc/postgresql-common/createcluster.conf ]; then
  $root mkdir -p /etc/postgresql-common # no server of the system's for the sake of tests
  echo "create_main_cluster = false" | $root tee /etc/postgresql-common/createcluster.conf >/dev/null
fi
$root apt-get update -qq && DEBIAN_FRONTEND=noninteractive $root apt-get install -qq --no-install-recommends \
  -o Dpkg::Options::=--force-confold "$@" || {
  echo "tests: apt-get could not install: $*" >&2
  exit 1
}
