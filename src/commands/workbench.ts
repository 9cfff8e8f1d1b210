import type { Config } from "../core/config.ts";
import type { Fault } from "../core/faults.ts";
import type { CredentialFacts } from "../core/health/settings.ts";
import type { HostLooks, SetupHost } from "../core/hostports.ts";
import type { Lookup, Mattermost } from "../core/mattermostports.ts";
import type { Clock, Sources, Store } from "../core/ports.ts";
import type { Runtime } from "../core/state/runtime.ts";
import type { Output } from "./app.ts";

/** What commands about the installation work with. It can be made whatever is broken. */
export interface Workbench {
  readonly root: boolean;
  readonly version: string;
  readonly out: Output;
  readonly configuration: ConfigRead;
  readonly credentials: CredentialFacts;
  /** Null without a webhook that can be used. */
  readonly mattermost: Mattermost | null;
  /** Null without `mattermost.api` and a token. */
  readonly lookup: Lookup | null;
  readonly channel: string | null;
  /** Null where the boot id cannot be read. */
  readonly clock: Clock | null;
  readonly sources: Sources;
  readonly store: Store;
  readonly runtime: Runtime;
  readonly stateDir: string;
  readonly looks: HostLooks;
  readonly setup: SetupHost;
  /** The name of this host. */
  readonly host: string;
  /** A new delivery id. */
  readonly id: () => string;
}

/** The configuration, or the defaults where it cannot be used. */
export interface ConfigRead {
  readonly file: string;
  readonly found: boolean;
  readonly config: Config;
  readonly fault: Fault | null;
}
