import fs from "node:fs";

/** A lock folder as its taker sees it. */
export interface OwnLock {
  /** True until the lock is gone or another's; also before it is taken. */
  isOurs(): boolean;
  /** The file system for proper-lockfile: on release and at exit it removes only what is ours. */
  readonly disk: object;
  /**
   * Of another's lock whose last sign of life lies more than so many milliseconds ahead, since the clock was set back: has its
   * staleness counted from now, or it might not go stale for years. A holder that lives has lost it.
   */
  countFromNow(stale: number): void;
}

type Callback = (error: NodeJS.ErrnoException | null) => void;

/**
 * Ours is a lock that carries a time we gave it: who takes over a stale lock gives it one that is later by more than
 * the staleness, 2 s at least. (An inode number proves nothing, it is used again at once.)
 */
export function ownLock(folder: string): OwnLock {
  // The last time may still be on its way to the disk, so the one before it counts too.
  let given: readonly number[] = [];
  const isOurs = (): boolean => given.length === 0 || given.some((time) => Math.abs(time - timeOf(folder)) < 1_000);
  const disk = {
    mkdir: fs.mkdir,
    stat: fs.stat,
    utimes: (path: string, atime: Date, mtime: Date, callback: Callback) => {
      given = [mtime.getTime(), ...given.slice(0, 1)];
      fs.utimes(path, atime, mtime, callback);
    },
    rmdir: (path: string, callback: Callback) => {
      if (isOurs()) fs.rmdir(path, callback);
      else callback(null);
    },
    rmdirSync: (path: string) => {
      if (isOurs()) fs.rmdirSync(path);
    },
  };
  const countFromNow = (stale: number): void => {
    const now = Date.now();
    try {
      if (timeOf(folder) - now > stale) fs.utimesSync(folder, now / 1_000, now / 1_000);
    } catch {
      // It was given back just now, so there is nothing to count.
    }
  };
  return { isOurs, disk, countFromNow };
}

/** NaN if it cannot be seen: then it is nobody's. */
function timeOf(folder: string): number {
  try {
    return fs.statSync(folder).mtimeMs;
  } catch {
    return Number.NaN;
  }
}
