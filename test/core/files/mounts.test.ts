import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { parseMounts, remoteMountOf, remoteMountsFrom } from "../../../src/core/files/mounts.ts";

// As proc_pid_mountinfo(5) has it, one with an optional field, one without, one with a blank in its name.
const mountinfo = String.raw`36 35 98:0 / / rw,noatime master:1 - ext4 /dev/root rw,errors=continue
40 36 0:35 / /srv/my\040atvm rw - nfs4 server:/export rw
41 36 0:36 / /mnt rw shared:7 - autofs auto rw
42 41 0:37 / /mnt/share rw shared:8 - fuse.sshfs host:/ rw
43 36 0:38 / /over rw - cifs //server/share rw
44 43 0:39 / /over rw - tmpfs tmpfs rw
not a mount at all
`;

const rows: readonly (readonly [path: string, type: string | null])[] = [
  ["/root/atvm", null],
  ["/srv/my atvm/cypress", "nfs4"],
  ["/srv/my atvm", "nfs4"],
  ["/srv/my atvm2", null],
  ["/mnt/other", "autofs"],
  ["/mnt/share/x", "fuse.sshfs"],
  ["/over/x", null],
];

for (const [path, type] of rows) {
  test(`${path} lies on ${type ?? "a file system of this machine"}`, () => {
    assert.equal(remoteMountOf(parseMounts(mountinfo), path)?.type ?? null, type);
  });
}

test("mounts below a path are found too, and only those of others", () => {
  const points = (path: string) => remoteMountsFrom(parseMounts(mountinfo), path).map(({ point }) => point);
  assert.deepEqual(points("/mnt"), ["/mnt", "/mnt/share"]);
  assert.deepEqual(points("/srv"), ["/srv/my atvm"]);
  assert.deepEqual(points("/root"), []);
});

test("file systems of this machine are told from those of others by their types", () => {
  const remote = (type: string) => remoteMountOf([{ point: "/", type }], "/x") !== null;
  const types = ["nfs", "nfs4", "cifs", "smb3", "9p", "ceph", "fuse", "fuse.glusterfs", "fuseblk", "lustre", "autofs"];
  assert.deepEqual(
    types.filter((type) => !remote(type)),
    [],
  );
  assert.deepEqual(["ext4", "xfs", "btrfs", "overlay", "tmpfs", "zfs", "nfsd", "fusectl"].filter(remote), []);
});

test("what this machine has mounted can be read", () => {
  const mounts = parseMounts(readFileSync("/proc/self/mountinfo", "utf8"));
  assert.ok(mounts.some(({ point, type }) => point === "/proc" && type === "proc"));
});
