#!/bin/sh
# What the tests on PostgreSQL need besides Python: a server's programs (Debian's, if the machine has none). No server is
# left running: the tests start one of their own (tests/postgres.py). Does nothing where the programs are there.
set -eu
for program in /usr/lib/postgresql/*/bin/postgres "$(command -v postgres || true)"; do
  if [ -x "$program" ]; then exit 0; fi
done
exec sh "$(dirname "$0")/debian.sh" postgresql
