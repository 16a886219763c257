#!/bin/bash
# Prints the path of Prometheus' binary: the installed one, or Debian's package unpacked into the cache.
# It is unpacked and not installed, because the package would also start a service on this machine.
set -euo pipefail
. "$(dirname "$0")/../../scripts/common.sh"
if command -v prometheus > /dev/null; then
  command -v prometheus
  exit
fi
DIR=$(cached prometheus "debian-$(. /etc/os-release && echo "${VERSION_ID:-unknown}")-$(uname -m)")
OUT=$DIR/usr/bin/prometheus
if [ ! -x "$OUT" ]; then
  one_at_a_time
fi
if [ ! -x "$OUT" ]; then
  command -v apt-get > /dev/null || die "no prometheus on PATH: install the package prometheus"
  step "fetching Debian's package prometheus"
  [ "$(id -u)" != 0 ] || apt_update_once
  mkdir -p "$DIR"
  (cd "$DIR" && apt-get -q -o APT::Sandbox::User=root download prometheus > /dev/null) || die "could not fetch prometheus: apt-get install prometheus"
  dpkg-deb -x "$DIR"/prometheus_*.deb "$DIR"
  rm "$DIR"/prometheus_*.deb
fi
echo "$OUT"
