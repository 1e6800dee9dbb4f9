#!/usr/bin/env bash
# Kills servers 200 times on SQLite, on PostgreSQL, and with two servers on one PostgreSQL, while
# 2,000 things are bought from each. Takes a seed, and draws one where none is given.
exec "$(dirname "$0")/run.sh" CrashBenchmark "$@"
