import type { Config } from "../core/config.ts";
import type { Templates } from "../core/message/message.ts";
import type { Ports } from "../core/ports.ts";
import type { ProcessId } from "../core/processes/process.ts";
import type { Runtime } from "../core/state/runtime.ts";

/** Everything a pass is given from outside; `cli.ts` makes it. */
export interface PassContext {
  readonly config: Config;
  readonly ports: Ports;
  readonly runtime: Runtime;
  /** Ourselves, as the owner of claims. */
  readonly owner: ProcessId;
  /** Why nothing can be sent at all (no webhook, or none that can be used), or null. */
  readonly noWebhook: string | null;
  /** The channel from configuration or credentials; a build's own goes before it. */
  readonly channel: string | null;
  readonly templates: Templates;
  /** The zone to show a time in, in minutes east of UTC. */
  readonly zoneOffset: (iso: string) => number;
}
