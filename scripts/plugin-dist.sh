#!/bin/bash
# Packs kubectl-rollouts/target into tarballs: one with a runtime for this machine's platform, one without for the others,
# and writes a krew manifest for them. Nothing is uploaded.
#   plugin-dist.sh [ADDRESS]    where the tarballs will lie, for the manifest
set -euo pipefail
. "$(dirname "$0")/common.sh"
need_jdk

# What the plugin reads by: TLS with elliptic curves is part of java.base since JDK 22.
# The dashboard is the only one to serve; notifications that are tried by hand are sent by the JDK's client, or as mails, whose
# library logs.
MODULES=java.base,java.logging,java.net.http,jdk.httpserver
address=${1:-https://example.invalid/kubectl-rollouts}
target=$ROOT_DIR/kubectl-rollouts/target
dist=$target/dist
jar=$(ls "$target"/kubectl-rollouts-[0-9]*.jar 2> /dev/null | head -1)
[ -n "$jar" ] || die "no jar in $target: run mvn package first"
version=$(basename "$jar" .jar)
version=${version#kubectl-rollouts-}
os=$(uname -s | tr '[:upper:]' '[:lower:]')
case $(uname -m) in x86_64) arch=amd64 ;; aarch64 | arm64) arch=arm64 ;; *) arch=$(uname -m) ;; esac

rm -rf "$dist"
mkdir -p "$dist/kubectl-rollouts/lib"
cp -p "$jar" "$dist/kubectl-rollouts/"
cp -p "$target"/lib/*.jar "$dist/kubectl-rollouts/lib/"
cp -p "$ROOT_DIR/bin/kubectl-rollouts" "$ROOT_DIR/bin/kubectl-rollouts.cmd" "$ROOT_DIR/bin/kubectl_complete-rollouts" \
  "$ROOT_DIR/LICENSE" "$dist/kubectl-rollouts/"

# The same content gives the same bytes.
pack() {
  tar --sort=name --owner=0 --group=0 --numeric-owner --mtime='2026-01-01 00:00:00Z' -C "$dist" -cf - kubectl-rollouts | gzip -9n > "$dist/$1"
}
pack "kubectl-rollouts-$version.tar.gz"
"$JAVA_HOME/bin/jlink" --add-modules "$MODULES" --strip-debug --no-header-files --no-man-pages --compress zip-6 \
  --output "$dist/kubectl-rollouts/runtime"
pack "kubectl-rollouts-$version-$os-$arch.tar.gz"

sum() {
  sha256sum "$dist/$1" | cut -d' ' -f1
}
# platform SELECTOR FILE: an entry of the manifest.
platform() {
  cat << PLATFORM
  - selector: {matchExpressions: [$1]}
    uri: $address/$2
    sha256: $(sum "$2")
    files: [{from: "*", to: "."}]
    bin: kubectl-rollouts/kubectl-rollouts
PLATFORM
}
only() {
  echo "{key: $1, operator: In, values: [$2]}"
}
# Each platform fits one entry. Windows has none: krew would name the launcher there .exe, which it is not.
platforms() {
  local each
  platform "$(only os "$os"), $(only arch "$arch")" "kubectl-rollouts-$version-$os-$arch.tar.gz"
  for each in linux darwin; do
    if [ "$each" = "$os" ]; then
      platform "$(only os "$each"), {key: arch, operator: NotIn, values: [$arch]}" "kubectl-rollouts-$version.tar.gz"
    else
      platform "$(only os "$each")" "kubectl-rollouts-$version.tar.gz"
    fi
  done
}
cat > "$dist/rollouts.yaml" << MANIFEST
apiVersion: krew.googlecontainertools.github.com/v1alpha2
kind: Plugin
metadata: {name: rollouts}
spec:
  version: v$version
  shortDescription: See, promote and abort progressive releases
  description: |
    Shows what a Rollout does and waits for, follows it, and promotes, aborts, retries and explains releases.
    Without a bundled runtime it needs Java 25.
  platforms:
$(platforms)
MANIFEST
ls -l "$dist" | awk 'NR > 1 && /tar.gz|yaml/ {print $5, $9}'
