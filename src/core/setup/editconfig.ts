import { parseConfig, type Config } from "../config.ts";
import type { Result } from "../words.ts";

/** What `setup` is to write into config.json; null leaves it as it is. */
export interface ConfigEdit {
  readonly root: string | null;
  readonly channel: string | null;
  readonly credentialsFile: string | null;
}

export interface EditedConfig {
  readonly config: Config;
  /** The new text of the file; null when the old one says it all. */
  readonly text: string | null;
}

/** config.json with these settings in it, everything else kept. `text` is null where there is no file yet. */
export function editConfig(text: string | null, edit: ConfigEdit): Result<EditedConfig, readonly string[]> {
  const before = parsed(text ?? "{}");
  if (before === undefined) return { ok: false, fault: ["it is not a JSON object"] };
  const after = {
    ...before,
    ...given({ root: edit.root, credentialsFile: edit.credentialsFile }),
    ...channelOf(before, edit),
  };
  const config = parseConfig(after);
  if (!config.ok) return { ok: false, fault: config.faults };
  const changed = JSON.stringify(before) !== JSON.stringify(after);
  return { ok: true, value: { config: config.value, text: changed ? `${JSON.stringify(after, null, 2)}\n` : null } };
}

function channelOf({ mattermost }: Readonly<Record<string, unknown>>, { channel }: ConfigEdit): object {
  if (channel === null) return {};
  return { mattermost: { ...(typeof mattermost === "object" ? mattermost : {}), channel } };
}

function given(values: Readonly<Record<string, string | null>>): object {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
