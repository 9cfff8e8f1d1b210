import type { Answer } from "./serve.ts";

/** How the receiver treats one request. */
export type Behaviour =
  /** As Mattermost does, so many milliseconds after the request came; the post is made even if the client has left. */
  | { readonly kind: "usual"; readonly afterMs: number }
  /** The connection is reset before anything is read. */
  | { readonly kind: "reset-early" }
  /** The request is read whole, its posts are made or not, and then this happens instead of the usual answer. */
  | { readonly kind: "scripted"; readonly posts: boolean; readonly end: End };

/** An answer (its body, where not given, is the usual one of that status), a FIN, a RST, no answer, or a 200 without end. */
export type End = ScriptedAnswer | "close" | "reset" | "silence" | "endless";

export interface ScriptedAnswer {
  readonly status: number;
  readonly headers?: Answer["headers"];
  readonly body?: Answer["body"];
}

export const usual: Behaviour = { kind: "usual", afterMs: 0 };

/** The words of the command line; each scripted one may be followed by `+post`. */
export const behaviourWords =
  "usual, usual:MS, reset-early; close, reset, silence, endless, STATUS or 429:SECONDS, each also with +post";

/** Reads one of `behaviourWords`; undefined for anything else. */
export function parseBehaviour(word: string): Behaviour | undefined {
  if (word === "reset-early") return { kind: "reset-early" };
  const late = /^usual(?::(\d+))?$/.exec(word);
  if (late !== null) return { kind: "usual", afterMs: Number(late[1] ?? 0) };
  const end = endOf(word.replace(/\+post$/, ""));
  return end === undefined ? undefined : { kind: "scripted", posts: word.endsWith("+post"), end };
}

function endOf(word: string): End | undefined {
  if (word === "close" || word === "reset" || word === "silence" || word === "endless") return word;
  const [, status, seconds] = /^([2-5]\d\d)(?::(\d+))?$/.exec(word) ?? [];
  if (status === undefined) return undefined;
  if (status.startsWith("3")) return { status: Number(status), headers: { Location: "/moved" } };
  if (status === "429") return { status: 429, headers: { "Retry-After": seconds ?? "1" }, body: "limit exceeded" };
  return { status: Number(status) };
}
