# Shared by ./demo, ./test, .ci/run and the tools' build scripts: messages, checks, installation by name.
# Sourced, never run. Everything for people goes to standard error; standard output is for results.

ROOT_DIR=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
CACHE_DIR=${ROLLOUT_OPERATOR_CACHE:-${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/rollout-operator}
export ROLLOUT_OPERATOR_CACHE=$CACHE_DIR

say() { printf '%s\n' "$*" >&2; }
step() { printf '[%4ds] %s\n' "$SECONDS" "$*" >&2; }
die() { printf '%s: %s\n' "$(basename "$0")" "$*" >&2; exit 1; }

# need_root WHAT: stops unless root, before anything was started or installed.
need_root() {
  [ "$(id -u)" = 0 ] || die "needs root to $1; run it as root, for example: sudo -E $0"
}

# need_linux: stops on other systems; the pinned binaries are for Linux, and tests use its network
# namespaces.
need_linux() {
  [ "$(uname -s)" = Linux ] || die "needs Linux; this is $(uname -s)"
}

# need_jdk: sets JAVA_HOME to a JDK 25 (a compiler, not only a runtime).
need_jdk() {
  local home
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/java/* /opt/jdk*; do
    if [ -x "$home/bin/javac" ] && grep -q '^JAVA_VERSION="25[."]' "$home/release" 2>/dev/null; then
      JAVA_HOME=$(readlink -f "$home")
      export JAVA_HOME
      return
    fi
  done
  die "no JDK 25 in JAVA_HOME or /usr/lib/jvm: install one (package temurin-25-jdk or openjdk-25-jdk) or set JAVA_HOME"
}

need_maven() { command -v mvn > /dev/null || die "no mvn on PATH: install Maven 3.8 or newer (apt-get install maven)"; }

need_go() {
  local version major minor
  [ -x /usr/local/go/bin/go ] && PATH=$PATH:/usr/local/go/bin
  command -v go > /dev/null || die "no go on PATH: install Go 1.26 or newer"
  version=$(GOTOOLCHAIN=local go env GOVERSION)
  IFS=. read -r major minor _ <<< "${version#go}"
  [ "$major" -gt 1 ] || [ "${minor%%[!0-9]*}" -ge 26 ] || die "$version is too old: install Go 1.26 or newer"
}

# apt_install PACKAGE...: installs by name those that are missing.
apt_install() {
  local package missing=()
  for package in "$@"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2> /dev/null)" = installed ] || missing+=("$package")
  done
  [ ${#missing[@]} = 0 ] && return
  command -v apt-get > /dev/null || die "needs the packages ${missing[*]}: install them (no apt-get here)"
  step "installing ${missing[*]}"
  apt_update_once
  DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}" > /dev/null \
    || die "could not install ${missing[*]}: run apt-get install ${missing[*]}"
}

apt_update_once() {
  [ -z "${APT_UPDATED:-}" ] || return 0
  apt-get update -q > /dev/null || say "apt-get update failed; trying with the package lists that are there"
  APT_UPDATED=1
}

# cached TOOL KEY: the folder that holds this build of the tool.
cached() { printf '%s/%s/%s' "$CACHE_DIR" "$1" "$2"; }

# one_at_a_time: linking takes 2.4 GB and both cores, so the tools are built one after another.
one_at_a_time() {
  mkdir -p "$CACHE_DIR"
  exec 8> "$CACHE_DIR/.lock"
  flock 8
}

# go_program NAME MODULE PACKAGE HOW-LONG [path]: builds a program with the Go module of the current folder, once into the cache
# outside the work tree, and prints the binary's path; with "path" it only prints where the binary is or would be.
go_program() {
  local name=$1 module=$2 package=$3 how_long=$4 out
  need_go
  export CGO_ENABLED=0 GOTOOLCHAIN=local GOWORK=off GOFLAGS=
  out=$(cached "$name" "$(cat go.mod go.sum build.sh | sha256sum | cut -c1-16)-$(go env GOVERSION)")/$name
  if [ "${5:-build}" != path ] && [ ! -x "$out" ]; then
    one_at_a_time
    if [ ! -x "$out" ]; then
      mkdir -p "$(dirname "$out")"
      step "building $name $(go list -m -f '{{.Version}}' "$module") from its Go module (about $how_long, once)"
      go build -trimpath -ldflags "-s -w" -o "$out.tmp" "$package" || die "could not build $name: see the lines above"
      mv "$out.tmp" "$out"
      step "built $(du -h "$out" | cut -f1) $out"
    fi
  fi
  echo "$out"
}

# check_machine WHAT-FOR: every check, before anything is installed, built or started.
check_machine() {
  need_linux
  need_root "$1"
  need_jdk
  need_maven
  need_go
}

# install_packages: Debian's packages that the test world needs.
install_packages() {
  command -v ip > /dev/null || apt_install iproute2
  command -v nsenter > /dev/null || apt_install util-linux
  command -v setsid > /dev/null || apt_install util-linux
  command -v git > /dev/null || apt_install git
  command -v gpg > /dev/null || apt_install gnupg
  command -v ssh-keygen > /dev/null || apt_install openssh-client
  command -v script > /dev/null || apt_install bsdutils
  command -v zsh > /dev/null || apt_install zsh
  command -v fish > /dev/null || apt_install fish
  python3 -m pip --version > /dev/null 2>&1 || apt_install python3 python3-pip
}

# debian_program PACKAGE PROGRAM: prints where a program is: the installed one, or Debian's package unpacked into the cache.
debian_program() {
  if command -v "$2" > /dev/null; then
    command -v "$2"
    return
  fi
  debian_file "$1" "$2" "usr/bin/$2"
}

# debian_file PACKAGE NAME PATH: prints where a file of Debian's package is, unpacked into the cache under this name.
# It is unpacked and not installed, because such packages would also start a service on this machine.
debian_file() {
  local dir
  dir=$(cached "$2" "debian-$(. /etc/os-release && echo "${VERSION_ID:-unknown}")-$(uname -m)")
  if [ ! -e "$dir/$3" ]; then
    one_at_a_time
  fi
  if [ ! -e "$dir/$3" ]; then
    command -v apt-get > /dev/null || die "no $2 on this machine: install the package $1"
    step "fetching Debian's package $1"
    [ "$(id -u)" != 0 ] || apt_update_once
    mkdir -p "$dir"
    (cd "$dir" && apt-get -q -o APT::Sandbox::User=root download "$1" > /dev/null) || die "could not fetch $1: apt-get install $1"
    dpkg-deb -x "$dir/$1"_*.deb "$dir"
    rm "$dir/$1"_*.deb
  fi
  echo "$dir/$3"
}

# build_tools: control plane, proxy, kustomize, Helm, Prometheus, Alertmanager, libfaketime, and containerd and skopeo, which read the
# image; one after another, each once.
build_tools() {
  local tool
  for tool in cluster/build.sh contour/build.sh kustomize/build.sh helm/build.sh envoy/fetch.sh prometheus/fetch.sh alertmanager/fetch.sh faketime/fetch.sh \
    containerd/fetch.sh skopeo/fetch.sh; do
    "$ROOT_DIR/testkit/$tool" > /dev/null
  done
}
