import type { FileKind } from "../core/reports/inspection.ts";
import { present, type Seen } from "../core/words.ts";
import { lookInto, readAt } from "./regularfile.ts";
import { guessKind } from "./reportkind.ts";

/** So many first bytes tell a report from a log. */
const headBytes = 512;

/** What a file most likely is, by its name, else by its first bytes. Never throws. */
export async function fileKind(file: string): Promise<Seen<FileKind>> {
  const named = guessKind(file, new Uint8Array());
  if (named !== "unknown") return present(named);
  return lookInto(file, async (handle) => present(guessKind(file, await readAt(handle, Buffer.alloc(headBytes), 0))));
}
