#!/bin/bash
# Prints the path of Alertmanager's binary, which Debian calls prometheus-alertmanager.
set -euo pipefail
. "$(dirname "$0")/../../scripts/common.sh"
PROGRAM=$(debian_program prometheus-alertmanager prometheus-alertmanager)
# Debian's binary reads its own templates from here and nowhere else.
TEMPLATES=/usr/share/prometheus/alertmanager
if [ ! -f "$TEMPLATES/email.tmpl" ]; then
  mkdir -p "$TEMPLATES"
  cp "${PROGRAM%/usr/bin/*}$TEMPLATES"/*.tmpl "$TEMPLATES"
fi
echo "$PROGRAM"
