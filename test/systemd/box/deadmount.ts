import { existsSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import type { Box } from "./box.ts";
import { boxMissing } from "./missing.ts";

/** A mount of which the server does not answer any more; whatever touches it waits. */
export interface DeadMount {
  /** As if the server came back only to say that it has gone: all who wait get an error, as does who comes later. */
  end(): Promise<void>;
}

/**
 * How deep those who touch it sleep: out of a `killable` sleep a signal that kills brings them (one that they handle does
 * not), out of the other none at all, not even SIGKILL.
 */
export type Sleep = "killable" | "unkillable";

/** One sentence that names what is missing for a dead mount. */
export function deadMountMissing(): string | undefined {
  const missing = boxMissing();
  if (missing !== undefined) return missing;
  return existsSync("/dev/fuse") ? undefined : "there is no /dev/fuse here: load the kernel module fuse";
}

/** Mounts a FUSE file system that is dead from the start at a folder of a box. */
export async function mountDead(box: Box, path: string, sleep: Sleep): Promise<DeadMount> {
  const server = await box.start("sh", ["-eu", "-c", mounting, "sh", path, sleep]);
  while (!server.output().includes("mounted")) {
    const ended = await Promise.race([server.ended, wait(10)]);
    if (ended !== undefined) throw new Error(`cannot mount ${path}: ${ended.stderr}`);
  }
  return {
    async end() {
      await server.kill();
      await box.shell(`umount -l '${path}'`);
    },
  };
}

/**
 * Who touches it before the server has answered the kernel's first request, FUSE_INIT, sleeps killable; so does not who waits
 * for the answer to a request that the server has taken. The answer: 24 bytes long, no error, the number of the request,
 * version 7.4 of the protocol, in which this is all that is said.
 */
const mounting = `
  mkdir -p "$1"
  exec 3<>/dev/fuse
  mount -i -t fuse -o fd=3,rootmode=40000,user_id=0,group_id=0,allow_other dead "$1"
  if [ "$2" = unkillable ]; then
    folder=$(mktemp -d)
    dd bs=128k count=1 status=none <&3 >"$folder/request"
    {
      printf '\\030\\0\\0\\0\\0\\0\\0\\0'
      dd bs=1 skip=8 count=8 status=none <"$folder/request"
      printf '\\007\\0\\0\\0\\004\\0\\0\\0'
    } >"$folder/answer"
    cat "$folder/answer" >&3
    rm -r "$folder"
  fi
  echo mounted
  if [ "$2" = unkillable ]; then exec cat <&3 >/dev/null; else exec sleep infinity; fi
`;
