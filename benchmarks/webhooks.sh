#!/usr/bin/env bash
# Measures how many webhooks are acknowledged in a second, on SQLite and on PostgreSQL.
exec "$(dirname "$0")/run.sh" WebhookBenchmark "$@"
