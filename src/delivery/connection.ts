import * as http from "node:http";
import * as https from "node:https";
import * as net from "node:net";
import * as tls from "node:tls";

/** An agent for exactly one request, which notes whether that request could have left this machine. */
export interface Connection {
  readonly agent: http.Agent;
  /** False proves that no byte of the request reached the server. */
  established(): boolean;
  /** Ends whatever is still open. */
  close(): void;
}

/**
 * A fresh connection to http or https (`protocol` as in `URL.protocol`), trusting `authorities` (PEM). Never kept alive: a stale kept-alive connection gives a reset that looks like a lost answer.
 * Established means `connect`, or with TLS `secureConnect`: node holds the request back until then, and neither comes
 * when DNS, the connection, the handshake or the certificate fails.
 */
export function openConnection(protocol: string, authorities: readonly string[]): Connection {
  let established = false;
  const note = (): void => {
    established = true;
  };
  const secure = protocol === "https:";
  const agent = secure ? new https.Agent({ keepAlive: false }) : new http.Agent({ keepAlive: false });
  const connectPlain = (options: net.NetConnectOpts): net.Socket => net.connect(options).once("connect", note);
  const connectSecure = (options: tls.ConnectionOptions): net.Socket =>
    tls.connect({ ...options, ca: [...authorities] }).once("secureConnect", note);
  // @types/node does not declare agent.createConnection, which node documents as the one to override.
  Object.assign(agent, { createConnection: secure ? connectSecure : connectPlain });
  return { agent, established: () => established, close: () => agent.destroy() };
}
