import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import type { End } from "./behaviour.ts";
import { errorAnswer, hookIn, plain } from "./serve.ts";
import type { Answer } from "./serve.ts";

/** Every byte that comes before the client ends the request or leaves: Mattermost posts complete JSON either way. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
  } catch {
    // The client left in the middle of the body.
  }
  return Buffer.concat(chunks);
}

export function send(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, answer.headers).end(answer.body);
}

/** Ends an exchange as scripted. */
export function endWith(end: End, response: ServerResponse): void {
  switch (end) {
    case "close":
      response.socket?.end();
      return;
    case "reset":
      response.socket?.resetAndDestroy();
      return;
    case "silence":
      return;
    case "endless":
      Readable.from(endlessBody()).pipe(response);
      return;
    default:
      send(response, completed(end, hookIn(response.req.url ?? "") ?? ""));
  }
}

function completed({ status, headers, body }: Exclude<End, string>, id: string): Answer {
  if (body !== undefined) return { status, headers: headers ?? {}, body };
  const usual = status < 300 ? plain(status, "ok") : errorAnswer(status, id);
  return { ...usual, headers: { ...usual.headers, ...headers } };
}

function* endlessBody(): Generator<string> {
  for (;;) yield "ok".repeat(1024);
}
