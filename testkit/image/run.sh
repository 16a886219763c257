#!/bin/bash
# Runs a program in an unpacked image as a container runtime with a strict pod does: the root read-only, /tmp in memory,
# a user without rights, no new privileges, a memory limit, nothing of this machine's environment. The network is the caller's.
#   run.sh ROOT SERVICEACCOUNT-FOLDER MEMORY-BYTES UID:GID [NAME=VALUE...] -- PROGRAM [ARGUMENT...]
set -euo pipefail
PATH=/usr/sbin:/usr/bin:/sbin:/bin
[ "${1:-}" = --inside ] || exec unshare --mount --propagation private "$0" --inside "$@"
shift
fail() { echo "testkit: $*" >&2; exit 1; }

root=$(readlink -f "$1") account=$2 memory=$3 user=$4
shift 4
environment=()
while [ "$1" != -- ]; do
  environment+=("$1")
  shift
done
shift

# limit FOLDER FILE: puts this process under a limit of its own; groups whose processes are gone are removed.
limit() {
  local old group
  for old in "$1"/rollout-operator-*; do
    [ ! -d "$old" ] || rmdir "$old" 2> /dev/null || true
  done
  group=$1/rollout-operator-$$
  mkdir "$group" && echo "$memory" > "$group/$2" && echo $$ > "$group/cgroup.procs"
}
if [ -f /sys/fs/cgroup/memory/memory.limit_in_bytes ]; then
  limit /sys/fs/cgroup/memory memory.limit_in_bytes
elif [ -f /sys/fs/cgroup/cgroup.controllers ]; then
  echo +memory > /sys/fs/cgroup/cgroup.subtree_control 2> /dev/null || true
  limit /sys/fs/cgroup memory.max
else
  false
fi || fail "no memory limit: this machine lets nobody make a memory cgroup"

mount --bind "$root" "$root"
secrets=$root/var/run/secrets/kubernetes.io/serviceaccount
mkdir -p "$secrets"
mount --bind "$account" "$secrets"
mount -t tmpfs -o size=64m,mode=1777,nosuid,nodev tmpfs "$root/tmp"
mount --rbind /proc "$root/proc"
mount --rbind /sys "$root/sys"
mount -t tmpfs -o size=64k,mode=755 tmpfs "$root/dev"
for device in null zero random urandom; do
  touch "$root/dev/$device"
  mount --bind "/dev/$device" "$root/dev/$device"
done
# As the kubelet does; without it nobody knows localhost.
printf '127.0.0.1\tlocalhost\n' > "$root/etc/hosts"
mount -o remount,bind,ro "$root"
# What a container runtime does before it starts the program ends here.
: > "$root.entered"
exec env -i "${environment[@]}" /usr/bin/setpriv --no-new-privs /usr/sbin/chroot --userspec="$user" --groups= "$root" "$@"
