import { constants } from "node:os";

/** An error as a system call makes it. */
export function systemError(code: string, call: string, path: string): Error {
  const errno = (constants.errno as Readonly<Record<string, number>>)[code] ?? 1;
  return Object.assign(new Error(`${code}: ${call} ${path}`), { code, errno: -errno, syscall: call, path });
}
