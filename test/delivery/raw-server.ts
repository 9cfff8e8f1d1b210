import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo, Server, Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import type { TlsOptions } from "node:tls";

/** A server on the loopback that does no HTTP of its own: tests write its bytes. */
export interface RawServer {
  readonly port: number;
  /** Everything clients wrote; with TLS, after decryption. */
  received(): string;
  close(): Promise<void>;
}

/** `answer` is called with each connection, after the client's first bytes came. */
export function startRawServer(answer: (socket: Socket) => void): Promise<RawServer> {
  return listen((onSocket) => createServer(onSocket), answer);
}

export function startTlsServer(options: TlsOptions, answer: (socket: Socket) => void): Promise<RawServer> {
  return listen((onSocket) => createTlsServer(options, onSocket), answer);
}

async function listen(
  create: (onSocket: (socket: Socket) => void) => Server,
  answer: (socket: Socket) => void,
): Promise<RawServer> {
  let received = "";
  const sockets = new Set<Socket>();
  const server = create((socket) => {
    socket.on("data", (chunk) => (received += chunk.toString("latin1")));
    socket.once("data", () => answer(socket));
    socket.on("error", () => undefined);
  });
  server.on("connection", (socket: Socket) => sockets.add(socket));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    received: () => received,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
