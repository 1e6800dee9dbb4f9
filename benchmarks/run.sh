#!/usr/bin/env bash
# Runs a class of this directory's against the jar that was built last.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
jar=$here/../server/target/billet.jar
if [ ! -f "$jar" ] || [ ! -d "$here/target/lib" ]; then
  echo 'Build it first: mvn -q -DskipTests package' >&2
  exit 1
fi
main=$1
shift
exec java -Dbillet.jar="$jar" -Djava.util.logging.config.file="$here/logging.properties" \
  -Dbillet.commit="$(git -C "$here" describe --always --dirty --exclude='*' 2>/dev/null || echo unknown)" \
  -cp "$here/target/classes:$here/target/lib/*" "dev.billet.benchmarks.$main" "$@"
