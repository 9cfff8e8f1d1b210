import { exitStatus, Fault } from "../core/faults.ts";
import type { Result } from "../core/words.ts";
import { parseChannel } from "../core/channel.ts";
import { credentialsDir } from "../core/setup/places.ts";
import { directorySource, environmentSource, keysSource } from "./credential-sources.ts";
import type { CredentialSource, CredentialWarning, Warn } from "./credential-sources.ts";
import { parseWebhook } from "./webhook.ts";

/** Where to look. */
export interface CredentialPlaces {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** `credentialsFile` of the configuration. */
  readonly credentialsFile?: string | undefined;
  /** The directory of this program's own credential files. */
  readonly directory?: string | undefined;
  /** Where systemd looks for the credentials of its services. */
  readonly credentialStores?: readonly string[] | undefined;
}

/** A value and the place it came from, none, or the reason why a value that is there cannot be used. */
export type Credential<Value> =
  | { readonly seen: "present"; readonly value: Value; readonly source: string }
  | { readonly seen: "absent" }
  | { readonly seen: "fault"; readonly fault: Fault };

/** Sources, faults and warnings name places, never values. */
export interface Credentials {
  readonly webhook: Credential<URL>;
  readonly channel: Credential<string>;
  /** Personal or bot token for looking posts up. */
  readonly token: Credential<string>;
  readonly warnings: readonly CredentialWarning[];
}

/**
 * Finds each credential in the first place that holds it: systemd's `$CREDENTIALS_DIRECTORY` (by hand, where systemd takes
 * it from), the environment, `credentialsFile`, `/etc/atvm-run-watcher/credentials`. An empty value counts as none; a place that cannot be read
 * ends the search, since what it holds would have come first. Never throws.
 */
export async function findCredentials(places: CredentialPlaces): Promise<Credentials> {
  const warnings: CredentialWarning[] = [];
  const sources = sourcesOf(places, (warning) => warnings.push(warning));
  return {
    webhook: await find(sources, "webhook", parseWebhook),
    channel: await find(sources, "channel", parseChannel),
    token: await find(sources, "token", parseToken),
    warnings,
  };
}

function sourcesOf(places: CredentialPlaces, warn: Warn): readonly CredentialSource[] {
  const { environment, credentialsFile, directory = credentialsDir, credentialStores = usualStores } = places;
  const service = environment["CREDENTIALS_DIRECTORY"] ?? "";
  return [
    // One that an administrator hands over by a drop-in of their own may have the plain name.
    ...(service === "" ? [] : [directorySource(service, warn)]),
    ...(service === "" ? credentialStores : [service]).map((store) => directorySource(store, warn, storePrefix)),
    environmentSource(environment),
    ...(credentialsFile === undefined ? [] : [keysSource(credentialsFile, warn)]),
    directorySource(directory, warn),
  ];
}

/** systemd.exec(5), `LoadCredential=` without a path; the names are those of units/atvm-run-watcher.service. */
const usualStores = ["/etc/credstore", "/run/credstore"];
const storePrefix = "atvm-run-watcher.";

async function find<Value>(
  sources: readonly CredentialSource[],
  kind: keyof typeof names,
  parse: (text: string) => Result<Value, string>,
): Promise<Credential<Value>> {
  try {
    for (const source of sources) {
      const text = (await source.read(names[kind]))?.trim() ?? "";
      if (text !== "") return credential(kind, parse(text), source.describe(names[kind]));
    }
    return { seen: "absent" };
  } catch (error) {
    if (error instanceof Fault) return { seen: "fault", fault: error };
    throw error;
  }
}

const names = {
  webhook: { file: "mattermost-webhook", key: "MATTERMOST_ATVM_WEBHOOK" },
  channel: { file: "mattermost-channel", key: "MATTERMOST_ATVM_CHANNEL" },
  token: { file: "mattermost-token", key: "MATTERMOST_ATVM_TOKEN" },
} as const;

function credential<Value>(kind: string, parsed: Result<Value, string>, source: string): Credential<Value> {
  if (parsed.ok) return { seen: "present", value: parsed.value, source };
  const text = `the ${kind} from ${source} ${parsed.fault}; correct it there`;
  return { seen: "fault", fault: new Fault(exitStatus.configuration, `${kind}-invalid`, text) };
}

function parseToken(text: string): Result<string, string> {
  return /^[!-~]+$/.test(text) ? { ok: true, value: text } : { ok: false, fault: "holds characters no token has" };
}
