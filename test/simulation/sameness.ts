import { createHash } from "node:crypto";
import { filesOf } from "./disk.ts";
import type { Image } from "./scenes.ts";

/**
 * A name for all images from which the same would follow: what lies on the disk, in the channel and was promised, but
 * for times, process numbers and random names. Temp files and the history change nothing.
 */
export function samenessOf({ disk, posts, promises, boot, requests }: Image): string {
  const ids = new Set([...posts.values()].flat());
  const lines: string[] = [];
  for (const [path, node] of filesOf(disk)) {
    if (path.endsWith(".tmp") || path.includes("history.jsonl")) continue;
    lines.push(`${path} ${node.kind === "file" ? masked(node.data, boot, ids) : node.kind}`);
  }
  lines.push(...[...posts].map(([name, own]) => `${name} ${own.length}`));
  const { closed, claims, outcomes, posted } = promises;
  lines.push(...[...closed, ...outcomes].map(([name, value]) => `${name} ${value}`));
  lines.push(...claims.keys(), ...posted, `requests ${requests}`);
  return createHash("sha1").update(lines.sort().join("\n")).digest("hex");
}

const bare = new WeakMap<Buffer, string>();

function masked(data: Buffer, boot: number, ids: ReadonlySet<string>): string {
  const known = bare.get(data) ?? withoutTimes(data.toString("latin1"));
  bare.set(data, known);
  return known
    .replace(/boot-(\d+)/g, (_, number: string) => (Number(number) === boot ? "this boot" : "an earlier boot"))
    .replace(/id-[0-9a-z]+/g, (id) => (ids.has(id) ? "sent" : "not sent"));
}

function withoutTimes(text: string): string {
  return text
    .replace(/"[0-9T:.-]{23}Z"/g, "T")
    .replace(/"(ms|pid|start|sha256)":("[^"]*"|[0-9.]+)/g, "$1")
    .replace(/until [^"]*/g, "until");
}
