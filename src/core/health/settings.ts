import type { Fault } from "../faults.ts";
import type { Seen } from "../words.ts";
import { fault, fine, note, warning, type Finding } from "./finding.ts";
import type { Health } from "./probed.ts";

/** A credential as a look for it ended; values never come here. */
export type CredentialSeen =
  | { readonly seen: "present"; readonly source: string }
  | { readonly seen: "absent" }
  | { readonly seen: "fault"; readonly text: string };

/** What the service finds, and whether this shell's environment alone has a webhook. */
export interface CredentialFacts {
  readonly webhook: CredentialSeen;
  readonly channel: CredentialSeen;
  readonly token: CredentialSeen;
  readonly onlyInEnvironment: boolean;
  /** Files that others can read, and the like. */
  readonly warnings: readonly string[];
}

/** What this user cannot see may be fine. */
export function userFindings(isRoot: boolean): readonly Finding[] {
  if (isRoot) return [];
  return [warning("user", "this user sees less than the service, which is root", "sudo atvm-run-watcher doctor")];
}

export function configFinding(file: string, read: { readonly found: boolean; readonly fault: Fault | null }): Finding {
  if (read.fault !== null) return fault("configuration", read.fault.message, "until then every pass fails");
  return fine("configuration", read.found ? `${file} is valid` : `${file} is absent: the defaults hold`);
}

export function credentialFindings(facts: CredentialFacts): readonly Finding[] {
  return [webhook(facts), channel(facts.channel), ...facts.warnings.map((text) => warning("credentials", text, null))];
}

const storing = "sudo atvm-run-watcher setup --webhook-file FILE, or --credentials-file FILE";

function webhook({ webhook: seen, onlyInEnvironment }: CredentialFacts): Finding {
  if (seen.seen === "present") return fine("webhook", `from ${seen.source}`);
  if (seen.seen === "fault") return fault("webhook", seen.text, null);
  const text = onlyInEnvironment
    ? "it is only in the environment of this shell, which the service does not have"
    : "there is none: nothing can be posted";
  return fault("webhook", text, storing);
}

function channel(seen: CredentialSeen): Finding {
  if (seen.seen === "fault") return fault("channel", seen.text, null);
  return fine("channel", seen.seen === "present" ? `from ${seen.source}` : "the webhook's own");
}

/** What the probe that never posts said; `null`: there was no webhook to ask with. */
export function probeFindings(probed: Health | null): readonly Finding[] {
  if (probed === null) return [];
  if (!probed.healthy) return [fault("mattermost", `${probed.text}; until then messages wait`, null)];
  if (probed.proven) return [fine("mattermost", "it answers and knows the webhook")];
  const cure = "check the host and the path of the webhook's URL; doctor --send-test tells for certain";
  return [warning("mattermost", "what answers knows no such page (404), but does not say so as Mattermost does", cure)];
}

/** A directory that the watcher reads. */
export interface Folder {
  readonly path: string;
  readonly seen: Seen<null>;
}

/** The automation root and the directories below it. */
export function rootFindings(root: Folder, folders: readonly Folder[]): readonly Finding[] {
  if (root.seen.seen === "absent") {
    return [
      warning(
        "root",
        `${root.path} is not there; it is waited for`,
        "if ATVM lies elsewhere: sudo atvm-run-watcher setup --root DIR",
      ),
    ];
  }
  return [folderFinding("root", root), ...folders.map((folder) => folderFinding("reports", folder))];
}

function folderFinding(check: string, { path, seen }: Folder): Finding {
  if (seen.seen === "present") return fine(check, `${path} can be read`);
  if (seen.seen === "absent") return note(check, `${path} is not there yet; it is waited for`);
  return fault(check, `${path} cannot be looked at: ${seen.detail}`, "use sudo, or give root the right to read it");
}

/** Where programs of this name lie, all as real paths. */
export interface Programs {
  /** The one that runs now. */
  readonly own: string;
  /** The one that the service runs. */
  readonly installed: Seen<string>;
  /** Those that a shell finds, in its order, and the one of them that belongs to the installation. */
  readonly onPath: readonly string[];
  readonly launcher: string;
}

/** Another installation in front of, or in place of, the one that the service runs. */
export function programFindings({ own, installed, onPath, launcher }: Programs): readonly Finding[] {
  if (installed.seen !== "present") {
    return [note("program", `this is ${own}; none is installed for the service`, "scripts/install, or the package")];
  }
  const [first] = onPath;
  const found: Finding[] = [];
  if (own !== installed.fact) {
    found.push(
      warning("program", `this is ${own}, the service runs ${installed.fact}`, `use ${launcher}, or install again`),
    );
  }
  if (first !== undefined && first !== launcher) {
    found.push(warning("program", `a shell finds ${first} before ${launcher}`, "remove the one that is not meant"));
  }
  return found.length > 0 ? found : [fine("program", own)];
}
