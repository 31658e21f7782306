#!/bin/sh
# What the tests on PostgreSQL need besides Python: a server's programs (Debian's, if the machine has none). No server is
# left running: the tests start one of their own (tests/postgres.py). Does nothing where the programs are there.
set -eu
for program in /usr/lib/postgresql/*/bin/postgres "$(command -v postgres || true)"; do
  if [ -x "$program" ]; then exit 0; fi
done
if ! command -v apt-get >/dev/null; then
  echo "tests/install_postgres.sh: missing: postgresql. Install it with your system's package manager." >&2
  exit 1
elif [ "$(id -u)" -eq 0 ]; then
  root=
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
  root=sudo
else
  echo "tests/install_postgres.sh: missing: postgresql. Have it installed: apt-get install postgresql" >&2
  exit 1
fi
if [ ! -e /etc/postgresql-common/createcluster.conf ]; then # no server of the system's for the sake of tests
  $root mkdir -p /etc/postgresql-common
  echo "create_main_cluster = false" | $root tee /etc/postgresql-common/createcluster.conf >/dev/null
fi
$root apt-get update -qq && DEBIAN_FRONTEND=noninteractive $root apt-get install -qq --no-install-recommends \
  -o Dpkg::Options::=--force-confold postgresql || {
  echo "tests/install_postgres.sh: apt-get could not install: postgresql" >&2
  exit 1
}
