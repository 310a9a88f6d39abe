#!/bin/sh
# The service keeps to its OpenAPI document, whatever is asked: a property-based tester asks.
#   test-openapi.sh PYTHON SERVICE BUNDLES EXAMPLES
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
# The tester starts elsewhere, so that what it leaves behind is thrown away.
case $1 in /*) python=$1 ;; *) python=$PWD/$1 ;; esac
service=$2 bundles=$3 examples=$4
work=$(mktemp -d)
: >"$work/log"
"$service" --bundles "$bundles" --unsigned --default-policy buy-inverter.privacy --port 0 >"$work/log" 2>&1 &
started=$!
trap 'kill "$started" 2>/dev/null || true; rm -rf "$work"' EXIT
address=''
# A minute at most, for machines that are busy.
for _ in $(seq 60); do
  address=$(sed -n 's/.*listening on \([0-9.:]*\).*/\1/p' "$work/log")
  [ "$address" ] && break
  kill -0 "$started" || break
  sleep 1
done
[ "$address" ] || { cat "$work/log"; echo 'the service did not start' >&2; exit 1; }
cd "$work"
PYTHONPATH="$here" SCHEMATHESIS_HOOKS=hooks "$python" -m schemathesis.cli run \
  "http://$address/openapi.json" --checks all --phases examples,coverage,fuzzing \
  --max-examples "$examples" --seed 1 --workers 1 --continue-on-failure \
  --no-color >"$work/report" 2>&1 || { cat "$work/report"; exit 1; }
sed -n '/^Test cases:/,$p' "$work/report"
