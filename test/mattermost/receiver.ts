import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { serveApi } from "./api.ts";
import { usual } from "./behaviour.ts";
import type { Behaviour } from "./behaviour.ts";
import { createRecords } from "./records.ts";
import type { Records } from "./records.ts";
import { serve } from "./serve.ts";
import { endWith, readBody, send } from "./wire.ts";
import { hookId, usualWorld } from "./world.ts";
import type { World } from "./world.ts";

export interface ReceiverOptions {
  readonly world?: World;
  readonly postsFile?: string | undefined;
  /** How far the server's clock is ahead of this machine's, in milliseconds. */
  readonly aheadMs?: number;
  /** Makes the server listen on a port of the loopback (0: any free one); on that of this machine if not given. */
  readonly listen?: Listen;
}

export type Listen = (server: Server, port: number) => Promise<void>;

/** A server on the loopback that answers incoming webhooks as Mattermost does, or as scripted. */
export interface Receiver extends Pick<
  Records,
  "posts" | "requests" | "untilPosts" | "untilRequests" | "addPosts" | "deletePost"
> {
  readonly port: number;
  /** The address of the server itself, as its users open it. */
  readonly url: string;
  /** The webhook's URL of a hook, by default of the ordinary one. */
  webhook(id?: string): URL;
  /** Treats the next requests so, one each; those after them as usual. */
  script(...behaviours: readonly Behaviour[]): void;
  /** Refuses connections until `accept`. */
  refuse(): Promise<void>;
  accept(): Promise<void>;
  close(): Promise<void>;
}

/** Starts a receiver on a free port. */
export async function startReceiver(options: ReceiverOptions = {}): Promise<Receiver> {
  const { world = usualWorld, postsFile, aheadMs = 0, listen = listenHere } = options;
  const records = createRecords(postsFile);
  const script: Behaviour[] = [];
  const closing = new AbortController();
  const server = createServer();
  answerRequests(server, { world, records, script, aheadMs, closing: closing.signal });
  await listen(server, 0);
  const { port } = server.address() as AddressInfo;
  return {
    ...records,
    port,
    url: `http://127.0.0.1:${String(port)}`,
    webhook: (id = hookId) => new URL(`http://127.0.0.1:${String(port)}/hooks/${id}`),
    script: (...behaviours) => void script.push(...behaviours),
    refuse: () => stop(server),
    accept: () => listen(server, port),
    async close() {
      closing.abort();
      await stop(server);
    },
  };
}

interface Desk {
  readonly world: World;
  readonly records: Records;
  readonly script: Behaviour[];
  readonly aheadMs: number;
  readonly closing: AbortSignal;
}

function answerRequests(server: Server, desk: Desk): void {
  const connections = new WeakMap<Socket, number>();
  let count = 0;
  server.on("connection", (socket) => {
    connections.set(socket, ++count);
    if (desk.script[0]?.kind !== "reset-early") return;
    desk.script.shift();
    socket.resetAndDestroy();
  });
  server.on("request", (request, response) => {
    void treat(request, response, connections.get(request.socket) ?? 0, desk);
  });
}

async function treat(
  request: IncomingMessage,
  response: ServerResponse,
  connection: number,
  { world, records, script, aheadMs, closing }: Desk,
): Promise<void> {
  const behaviour = script.shift() ?? usual;
  const { method = "", url: path = "", headers } = request;
  const seen = { method, path, body: await readBody(request) };
  records.addRequest({ ...seen, headers, connection });
  response.setHeader("Date", new Date(Date.now() + aheadMs).toUTCString());
  const { answer, posts } = path.startsWith("/api/")
    ? { answer: serveApi({ ...seen, authorization: headers.authorization }, world, records.stored(aheadMs)), posts: [] }
    : serve(seen, world);
  if (behaviour.kind === "scripted") {
    if (behaviour.posts) records.addPosts(posts);
    endWith(behaviour.end, response);
    return;
  }
  if (behaviour.kind === "usual") await delay(behaviour.afterMs, closing);
  if (closing.aborted) return;
  records.addPosts(posts);
  send(response, answer);
}

async function delay(ms: number, closing: AbortSignal): Promise<void> {
  if (ms > 0) await wait(ms, undefined, { signal: closing }).catch(() => undefined);
}

async function listenHere(server: Server, port: number): Promise<void> {
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
}

async function stop(server: Server): Promise<void> {
  if (!server.listening) return;
  server.close();
  server.closeAllConnections();
  await once(server, "close");
}
