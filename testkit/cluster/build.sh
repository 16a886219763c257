#!/bin/bash
# Builds the tests' control plane (etcd, Kubernetes, kubectl in one binary) once,
# into a cache outside the work tree, and prints the binary's path on stdout.
#   build.sh         builds if the cache has no binary of these sources
#   build.sh path    prints where the binary is or would be, builds nothing
#   build.sh check   says in one line what this machine lacks, if anything
#   build.sh tidy    fills in go.mod and go.sum after a change of versions
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export CGO_ENABLED=0 GOTOOLCHAIN=local GOWORK=off GOFLAGS=
CACHE=${ROLLOUT_OPERATOR_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/rollout-operator}

fail() { echo "testkit: $*" >&2; exit 1; }

check_go() {
  command -v go >/dev/null || fail "Go is missing: install Go 1.26 or newer and put it into PATH"
  local want have
  want=$(awk '$1 == "go" {print $2}' go.mod)
  have=$(go env GOVERSION)
  [ "$(printf '%s\n' "$want" "${have#go}" | sort -V | head -1)" = "$want" ] ||
    fail "Go ${have#go} is too old: the control plane needs Go $want or newer"
}

check_machine() {
  [ "$(uname -s)" = Linux ] || fail "the integration tests need Linux: they run in a network namespace"
  command -v ip >/dev/null || fail "ip is missing: install the package iproute2"
  command -v nsenter >/dev/null || fail "nsenter is missing: install the package util-linux"
  [ "$(id -u)" = 0 ] || fail "the integration tests need root: they make a network namespace; run them by root, or only the unit tests with 'mvn test'"
}

binary() {
  local key
  key=$(cat go.mod go.sum ./*.go build.sh | sha256sum | cut -c1-16)-$(go env GOVERSION)
  echo "$CACHE/testcluster/$key/testcluster"
}

compile() {
  local out=$1 version major minor package stamp=
  version=$(go list -m -f '{{.Version}}' k8s.io/kubernetes)
  IFS=. read -r major minor _ <<<"${version#v}"
  for package in k8s.io/component-base/version k8s.io/client-go/pkg/version; do
    stamp+=" -X $package.gitVersion=$version -X $package.gitMajor=$major -X $package.gitMinor=$minor"
    stamp+=" -X $package.gitTreeState=clean -X $package.gitCommit=unknown -X $package.buildDate=1970-01-01T00:00:00Z"
  done
  echo "testkit: building the control plane, Kubernetes $version (once, 3 to 6 minutes, 3 GB of memory) ..." >&2
  go build -trimpath -ldflags "-s -w$stamp" -o "$out.$$" .
  mv "$out.$$" "$out"
  echo "testkit: built $(du -h "$out" | cut -f1) in $SECONDS s, kept in $out" >&2
}

build() {
  check_go
  local out
  out=$(binary)
  mkdir -p "$(dirname "$out")"
  exec 9>"$out.lock" # two builds at once would need twice the memory
  flock 9
  [ -x "$out" ] || compile "$out"
  echo "$out"
}

tidy() {
  check_go
  # tidy reads the tests and files of all systems; a module it cannot have stops it.
  # What this system's build needs is enough, and -mod=mod adds just that.
  go mod tidy || go list -mod=mod -deps . >/dev/null
}

case ${1:-build} in
  build) build ;;
  path) check_go; binary ;;
  check) check_machine; check_go ;;
  tidy) tidy ;;
  *) sed -n 2,7p build.sh; exit 2 ;;
esac
