import { spawn } from "node:child_process";
import { once } from "node:events";
import type { Server as HttpServer } from "node:http";
import type { Server } from "node:net";
import { startReceiver, type Receiver, type ReceiverOptions } from "../../mattermost/receiver.ts";
import type { Box } from "./box.ts";
import { usualPath } from "./host.ts";

/**
 * A Mattermost that listens on the loopback of a box, but lives in this process: the test reads its records and tells it how
 * to behave, no process or file of it is in the box, and it outlives reboots. Call `close` when done.
 */
export async function startMattermost(box: Box, options: Omit<ReceiverOptions, "listen"> = {}): Promise<Receiver> {
  return startReceiver({ ...options, listen: (server, port) => listenIn(box.network, server, port) });
}

/** A socket belongs for ever to the network it was made in: a helper makes it there, hands it over and leaves. */
const helper = `
  const server = require("node:net").createServer();
  server.listen(Number(process.argv[1]), "127.0.0.1", () => process.send("listening", server));
  process.on("disconnect", () => process.exit());
`;

async function listenIn(network: string, server: HttpServer, port: number): Promise<void> {
  const argv = [`--net=${network}`, "--", process.execPath, "-e", helper, `${port}`];
  const child = spawn("nsenter", argv, { stdio: ["ignore", "inherit", "inherit", "ipc"], env: { PATH: usualPath } });
  const ended = once(child, "exit");
  const [, socket] = (await Promise.race([once(child, "message"), ended])) as [unknown, Server | undefined];
  if (socket === undefined) throw new Error("cannot listen in a box");
  server.listen(socket);
  await once(server, "listening");
  child.disconnect();
  await ended;
}
