/** Where a file system is mounted, and its type. */
export interface Mount {
  readonly point: string;
  readonly type: string;
}

/** In the order in which they were mounted. */
export type MountTable = readonly Mount[];

/** Types of file systems whose server is another machine or a process of this one: once it has gone, a look never ends. */
const remoteTypes =
  /^(?:nfs\d?|cifs|smb\d?|smbfs|9p|afs|ceph|coda|gfs2?|glusterfs|lustre|ocfs2|autofs|fuse(?:blk)?)(?:\.|$)/;

/** Reads /proc/self/mountinfo (proc_pid_mountinfo(5)); lines of any other form are passed over. */
export function parseMounts(mountinfo: string): MountTable {
  return mountinfo.split("\n").flatMap((line) => {
    const [, point, type] = /^\S+ \S+ \S+ \S+ (\S+) .*? - (\S+) /.exec(line) ?? [];
    return point === undefined || type === undefined ? [] : [{ point: unescaped(point), type }];
  });
}

/** The mount that an absolute path lies on, if its server may go away. Only the text of the path is looked at. */
export function remoteMountOf(mounts: MountTable, path: string): Mount | null {
  const holding = mounts.filter(({ point }) => isBelow(path, point));
  const longest = Math.max(0, ...holding.map(({ point }) => point.length));
  // Of several at one place the last covers the others; that of an automounter stays below what it mounted.
  const mount = holding.findLast(({ point }) => point.length === longest);
  return mount !== undefined && remoteTypes.test(mount.type) ? mount : null;
}

/** The same, and such mounts below the path. */
export function remoteMountsFrom(mounts: MountTable, path: string): readonly Mount[] {
  const holding = remoteMountOf(mounts, path);
  const below = mounts.filter(({ point, type }) => point !== path && isBelow(point, path) && remoteTypes.test(type));
  return holding === null ? below : [holding, ...below];
}

function isBelow(path: string, point: string): boolean {
  return path === point || path.startsWith(point.endsWith("/") ? point : `${point}/`);
}

/** Blanks and the like stand there as three octal digits. */
function unescaped(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
}
