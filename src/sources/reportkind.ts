import { extname } from "node:path";
import type { ReportKind } from "../core/reports/report.ts";
import { decode } from "./decode.ts";

const byExtension: Readonly<Record<string, ReportKind | "log">> = {
  ".xml": "junit",
  ".json": "mochawesome",
  ".log": "log",
  ".txt": "log",
  ".out": "log",
};

/** What a file most likely is: by its name, else by its first bytes (a few hundred do). */
export function guessKind(name: string, head: Uint8Array): ReportKind | "log" | "unknown" {
  const named = byExtension[extname(name).toLowerCase()];
  if (named !== undefined) return named;
  const decoded = decode(head);
  if (!decoded.ok || decoded.text.trim() === "") return "unknown";
  if (/^\s*<(?:\?xml\s|(?:[\w.-]+:)?testsuites?\b)/.test(decoded.text)) return "junit";
  if (/^\s*\{\s*"(?:stats|results|suites)"/.test(decoded.text)) return "mochawesome";
  return extname(name) === "" && !decoded.text.includes("\0") ? "log" : "unknown";
}
