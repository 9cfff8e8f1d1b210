import assert from "node:assert/strict";
import { constants } from "node:os";
import { test } from "node:test";
import { Fault } from "../../src/core/faults.ts";
import { diskFault, failedWith, systemReason } from "../../src/store/disk.ts";

const { errno } = constants;

/** Who we are, where the operating system knows users. */
const host = process as { geteuid: () => number };

function failure(code: keyof typeof errno): Error {
  return Object.assign(new Error(`${code}: …, open '/secret'`), { code, errno: -errno[code] });
}

const sentences: readonly [code: keyof typeof errno, sentence: string][] = [
  ["ENOSPC", "no space left on device (ENOSPC); make room on that disk"],
  ["EROFS", "read-only file system (EROFS); make that file system writable"],
  ["EACCES", "permission denied (EACCES); run it with sudo, or check the owner and mode of that folder"],
  ["EISDIR", "illegal operation on a directory (EISDIR); something else lies in its place: move that away"],
  ["EIO", "i/o error (EIO); the disk is failing, see journalctl -k"],
  ["EMFILE", "too many open files (EMFILE); look at that path and at journalctl -k"],
];
for (const [code, sentence] of sentences) {
  test(`${code} becomes a fault that names the file, the reason and what to do`, (context) => {
    context.mock.method(host, "geteuid", () => 0);
    const fault = diskFault(failure(code), "write", "/state/state.json");
    assert.ok(fault instanceof Fault);
    assert.deepEqual([fault.status, fault.code], [74, "state-write-failed"]);
    assert.equal(fault.message, `cannot write /state/state.json: ${sentence}`);
  });
}

test("a quota that is used up, which Node does not know, is called so", () => {
  const unknown = Object.assign(failure("EDQUOT"), { code: `Unknown system error -${errno.EDQUOT}` });
  const fault = diskFault(unknown, "write", "/state/state.json");
  assert.ok(fault instanceof Fault);
  const cure = "make room within the quota of the user that writes it, or raise it";
  assert.equal(fault.message, `cannot write /state/state.json: disk quota exceeded (EDQUOT); ${cure}`);
});

test("what only root may do asks for sudo, unless it is root who is refused", (context) => {
  const user = context.mock.method(host, "geteuid", () => 1_000);
  assert.equal(statusOf(diskFault(failure("EACCES"), "read", "/state")), 77);
  assert.equal(statusOf(diskFault(failure("EIO"), "read", "/state")), 74);
  user.mock.mockImplementation(() => 0);
  assert.equal(statusOf(diskFault(failure("EACCES"), "read", "/state")), 74);
});

test("what is no failure of the disk is handed on as it is", () => {
  const fault = new Fault(65, "build-open", "it is open");
  const bug = new TypeError("a bug");
  assert.equal(diskFault(fault, "read", "/state"), fault);
  assert.equal(diskFault(bug, "read", "/state"), bug);
  assert.equal(failedWith(bug, "ENOENT"), false);
  assert.equal(systemReason(bug), "TypeError: a bug");
});

function statusOf(fault: unknown): number {
  assert.ok(fault instanceof Fault);
  return fault.status;
}
