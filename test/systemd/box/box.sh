# The inside of a box, given to `sh -c` by keeper.ts and boot.ts. Every mount made here lives in mount namespaces of its own
# and goes away with their last process.
set -eu

# keep: holds what outlives a boot (disk, network, cgroup) until standard input ends, which it also does when the test is
# killed; then takes the cgroup away, the only thing that the kernel does not clean up by itself.
keep() {
  prepare
  echo ready
  cat >/dev/null
  for _ in $(seq 100); do
    remove_cgroup "$cgroup" && exit 0
    sleep 0.1
  done
  echo "processes of the box are still there: $(find "$cgroup" -name cgroup.procs -exec cat {} + | tr '\n' ' ')" >&2
  exit 1
}

# try: whether this machine lets a box be made; what fails is said on standard error.
try() {
  prepare
  remove_cgroup "$cgroup"
  mount_disk
  unshare --pid --fork --uts --ipc --cgroup true
}

prepare() {
  mount -t tmpfs -o mode=0700 box /run
  mkdir /run/upper /run/work /run/disk /run/cgroup
  # The unified hierarchy can be mounted even where the machine still uses the old one.
  mount -t cgroup2 none /run/cgroup
  # Of keepers that were killed. One that nobody has taken note of yet has no namespaces any more.
  for old in /run/cgroup/atvm-box-*; do
    [ -e "/proc/${old##*-}/ns/mnt" ] || remove_cgroup "$old" || true
  done
  cgroup=/run/cgroup/atvm-box-$$
  mkdir "$cgroup"
}

remove_cgroup() {
  find "$1" -depth -type d -exec rmdir {} + 2>/dev/null
}

# mount_disk [OUTSIDE INSIDE]...: with these folders of the machine seen, not to be written to, at other places
mount_disk() {
  mount -t overlay -o lowerdir=/,upperdir=/run/upper,workdir=/run/work box /run/disk
  while [ $# -gt 0 ]; do
    mkdir -p "/run/disk$2"
    mount --bind "$1" "/run/disk$2"
    mount -o remount,bind,ro "/run/disk$2"
    shift 2
  done
}

# boot CGROUP BOOT-ID INIT...: becomes INIT, as PID 1 of namespaces that unshare has made. Prints its pid as seen outside.
boot() {
  read -r pid _ </proc/self/stat
  echo "$pid"
  cgroup=$1
  echo "$2" >/run/boot-id
  shift 2
  mkdir "$cgroup" "$cgroup/shell"
  echo 0 >"$cgroup/cgroup.procs"
  cd /run/disk
  mount_kernel
  mount_devices
  mount -t tmpfs -o mode=1777 tmp tmp
  mount -t tmpfs -o mode=0755 run run
  mkdir run/old run/lock
  keep_boot_id
  pivot_root . run/old
  umount -l /run/old
  rmdir /run/old
  # Without it the credentials of a service are mounted where the service cannot see them.
  mount --make-rshared /
  exec unshare --cgroup sh -c 'mount -t cgroup2 cgroup2 /sys/fs/cgroup && exec "$@"' sh "$@"
}

# /proc and /sys as containers have them: nothing in the box may change settings of the machine's kernel.
mount_kernel() {
  mount -t proc proc proc
  for path in sys sysrq-trigger; do
    [ -e proc/$path ] || continue
    mount --bind proc/$path proc/$path
    mount -o remount,bind,ro proc/$path
  done
  mount --bind /run/boot-id proc/sys/kernel/random/boot_id
  mount -t sysfs -o ro sysfs sys
}

# A service that is protected from the settings of the kernel gets a new /proc, in which the machine's boot id is seen.
keep_boot_id() {
  mkdir -p run/box run/systemd/system/service.d
  cp /run/boot-id run/box/boot-id
  printf '[Service]\nBindReadOnlyPaths=/run/box/boot-id:/proc/sys/kernel/random/boot_id\n' >run/systemd/system/service.d/box.conf
}

# No console and no kernel log: they are the machine's.
mount_devices() {
  mount -t tmpfs -o mode=0755 dev dev
  for name in null zero full random urandom tty fuse; do
    [ ! -e /dev/$name ] || cp -a /dev/$name dev/
  done
  mkdir dev/pts dev/shm
  mount -t devpts -o newinstance,ptmxmode=0666,mode=0620 devpts dev/pts
  mount -t tmpfs -o mode=1777 shm dev/shm
  ln -s pts/ptmx dev/ptmx
  ln -s /proc/self/fd dev/fd
  for number in 0:stdin 1:stdout 2:stderr; do
    ln -s "fd/${number%:*}" "dev/${number#*:}"
  done
}

"$@"
