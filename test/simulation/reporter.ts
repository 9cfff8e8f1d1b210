import { createHash } from "node:crypto";
import { noLogFacts, type LogPosition, type LogReading } from "../../src/core/logs/log.ts";
import { compileLines, foldLine } from "../../src/core/logs/logfold.ts";
import { replacedLog } from "../../src/core/logs/logreplaced.ts";
import type { FileSeen, LinePatterns, Sources } from "../../src/core/ports.ts";
import type { ReportKind, ReportReading } from "../../src/core/reports/report.ts";
import { present, unreadable } from "../../src/core/words.ts";
import { readReportBytes } from "../../src/sources/reportbytes.ts";
import type { Clocks } from "./clocks.ts";
import type { Machine } from "./machine.ts";
import type { Actor } from "./stage.ts";

/** Below this directory the reporters write. */
const reporterDir = "/root/cdc-e2e-cyp-12.17.4/cypress/cmcReporter";

/** What lies in the reporter directories. */
export interface Reporter {
  write(path: string, text: string): void;
  append(path: string, text: string): void;
  files(): ReadonlyMap<string, Artifact>;
}

interface Artifact {
  readonly ino: number;
  readonly bytes: Buffer;
  readonly mtimeMs: number;
}

export function reporterOf(clocks: Clocks): Reporter {
  const files = new Map<string, Artifact>();
  let inodes = 0;
  const put = (path: string, bytes: Buffer, ino: number): void => {
    files.set(path, { ino, bytes, mtimeMs: clocks.wall() });
  };
  return {
    write: (path, text) => put(path, Buffer.from(text), ++inodes),
    append: (path, text) => {
      const before = files.get(path);
      put(path, Buffer.concat([before?.bytes ?? Buffer.alloc(0), Buffer.from(text)]), before?.ino ?? ++inodes);
    },
    files: () => files,
  };
}

/** What one process sees when it looks; the readers are the real ones, over bytes in memory. */
export function sourcesOf(actor: Actor, machine: Machine, reporter: Reporter): Sources {
  const ask = (what: string) => actor.call({ port: "sources", what, changes: false });
  const read = async (file: string): Promise<Artifact | string | null> => {
    const code = await ask(`read ${file.slice(reporterDir.length + 1)}`);
    return code ?? reporter.files().get(file.slice(reporterDir.length + 1)) ?? null;
  };
  return {
    async processes() {
      const code = await ask("look at the processes");
      return code === null ? present(machine.table(actor.pid)) : unreadable(code);
    },
    async files() {
      const code = await ask("list the files");
      return code === null ? present(listed(reporter)) : unreadable(code);
    },
    async report(file, kind) {
      const seen = await read(file);
      if (seen === null) return { seen: "absent" };
      if (typeof seen === "string") return unreadable(seen);
      return present({ stamp: stampOf(seen), reading: reportIn(seen.bytes, kind) });
    },
    async log(file, before, skip, lines) {
      const seen = await read(file);
      if (seen === null) return { seen: "absent" };
      if (typeof seen === "string") return unreadable(seen);
      return present({ stamp: stampOf(seen), reading: readLog(seen.bytes, before, skip, lines) });
    },
    async logEnd(file) {
      const seen = await read(file);
      if (seen === null) return { seen: "absent" };
      return typeof seen === "string" ? unreadable(seen) : present(positionAt(seen.bytes, seen.bytes.length));
    },
  };
}

/** Every file by its ending; the globs of a look ask for some of them, and its patterns pass over the others anyway. */
function listed(reporter: Reporter): readonly FileSeen[] {
  const kinds = { xml: "junit", json: "mochawesome", log: "log" } as const;
  const all = [...reporter.files()].flatMap(([path, file]): readonly FileSeen[] => {
    const kind = kinds[path.split(".").at(-1) as keyof typeof kinds];
    return [{ path, kind, stamp: stampOf(file) }];
  });
  return all.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function stampOf({ ino, bytes, mtimeMs }: Artifact): FileSeen["stamp"] {
  return { ino: String(ino), size: bytes.length, mtimeNs: `${mtimeMs}000000` };
}

const readings = new Map<string, ReportReading>();

/** To read one takes the longest of all; the same bytes always say the same. */
function reportIn(bytes: Buffer, kind: ReportKind): ReportReading {
  const key = `${kind} ${bytes.toString("latin1")}`;
  const known = readings.get(key) ?? readReportBytes(bytes, kind);
  readings.set(key, known);
  return known;
}

/** As the real reader does, with everything that a simulated log does not have left out. */
function readLog(bytes: Buffer, before: LogReading | null, skip: LogPosition | null, lines: LinePatterns): LogReading {
  const patterns = compileLines(lines);
  const goesOn = before !== null && holds(bytes, before.position);
  const skips = !goesOn && skip !== null && holds(bytes, skip);
  const known = before === null ? noLogFacts : goesOn ? before.whole : replacedLog(before);
  const offset = goesOn ? before.position.offset : skips ? skip.offset : 0;
  const parts = bytes.subarray(offset).toString("utf8").split("\n");
  const rest = parts.pop() ?? "";
  const whole = parts.reduce((facts, line) => foldLine(facts, line, patterns), known);
  const position = positionAt(bytes, bytes.length - Buffer.byteLength(rest));
  return { kind: "log", encoding: "utf-8", position, whole, facts: foldLine(whole, rest, patterns), behind: false };
}

function positionAt(bytes: Buffer, offset: number): LogPosition {
  return { offset, before: createHash("sha256").update(bytes.subarray(0, offset)).digest("hex").slice(0, 16) };
}

function holds(bytes: Buffer, { offset, before }: LogPosition): boolean {
  return offset <= bytes.length && positionAt(bytes, offset).before === before;
}
