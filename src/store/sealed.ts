import { createHash } from "node:crypto";
import type * as z from "zod/mini";
import { parsing } from "../core/parsing.ts";

/** The text of a state file: one line of JSON that ends in a hash of the rest, so that a flipped bit shows. */
export function sealed(schema: z.ZodMiniType<object>, value: object): string {
  const checked = schema.parse(value, parsing);
  return `${JSON.stringify({ ...checked, sha256: hashOf(checked) })}\n`;
}

/** What a state file holds, or why that cannot be used. `newer`: only a later release can tell what it holds. */
export type Unsealed<Fact> = { ok: true; fact: Fact } | { ok: false; detail: string; newer: boolean };

/**
 * Reads a state file's text. A hash that does not fit is damage; one that is missing is not, so that a person may
 * mend a file by hand (and leave the hash out).
 */
export function unsealed<Fact>(schema: z.ZodMiniType<Fact>, version: number, bytes: Uint8Array): Unsealed<Fact> {
  if (bytes.length === 0) return damaged("is empty");
  const value = parsed(bytes);
  if (value === undefined) return damaged("is not a whole JSON object");
  const { sha256, ...content } = value;
  const format = content["version"];
  if (typeof format === "number" && format > version) {
    return { ok: false, newer: true, detail: `has format ${format}, this release knows ${version}` };
  }
  if (sha256 !== undefined && sha256 !== hashOf(content)) return damaged("does not match its own hash");
  const result = schema.safeParse(content, parsing);
  return result.success ? { ok: true, fact: result.data } : damaged(fault(result.error));
}

function damaged(detail: string): { ok: false; detail: string; newer: boolean } {
  return { ok: false, detail, newer: false };
}

function parsed(bytes: Uint8Array): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Of the JSON text as JSON.stringify makes it again from what was parsed: spacing and escapes do not matter. */
function hashOf(content: object): string {
  return createHash("sha256").update(JSON.stringify(content)).digest("hex");
}

function fault(error: z.core.$ZodError): string {
  const [issue] = error.issues;
  if (issue === undefined) return "does not have the expected fields";
  const where = issue.path.join(".");
  return where === "" ? `holds something unexpected: ${issue.message}` : `field ${where}: ${issue.message}`;
}
