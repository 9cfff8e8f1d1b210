import type { Config } from "../config.ts";
import { defaultStateDir, runtimeDirOf } from "../state/runtime.ts";
import type { Result } from "../words.ts";
import { pathDropInText, serviceDropInText } from "./dropins.ts";
import { editConfig, type ConfigEdit } from "./editconfig.ts";
import type { MountTable } from "../files/mounts.ts";
import { configFile, credentialsDir, pathDropIn, serviceDropIn } from "./places.ts";

/** What `setup` was asked for. */
export interface SetupRequest extends ConfigEdit {
  /** The webhook's URL, already checked; null leaves what is there. */
  readonly webhook: string | null;
}

/** One file as it is to be; a text of null means that there is to be none. Its folder is made with `folderMode`. */
export interface SetupFile {
  readonly path: string;
  readonly text: string | null;
  readonly mode: number;
  readonly folderMode: number;
}

/** Everything that is to be so when `setup` is done. The texts of credentials are secret. */
export interface SetupPlan {
  readonly config: Config;
  readonly files: readonly SetupFile[];
  /** Directories of a state kept elsewhere, which systemd does not make. */
  readonly folders: readonly string[];
}

/** What there is before a setup. */
export interface SetupBefore {
  /** What config.json holds; null if there is none. */
  readonly configText: string | null;
  readonly mounts: MountTable;
}

/** Plans a setup. Pure: the same plan is shown and done. */
export function planSetup(
  request: SetupRequest,
  { configText, mounts }: SetupBefore,
): Result<SetupPlan, readonly string[]> {
  const edited = editConfig(configText, request);
  if (!edited.ok) return edited;
  const { config, text } = edited.value;
  const { stateDir } = config;
  const files: readonly SetupFile[] = [
    ...(text === null ? [] : [{ path: configFile, text, mode: 0o644, folderMode: 0o755 }]),
    ...(request.webhook === null ? [] : [credential("mattermost-webhook", request.webhook)]),
    { path: pathDropIn, text: pathDropInText(config, mounts), mode: 0o644, folderMode: 0o755 },
    { path: serviceDropIn, text: serviceDropInText(config), mode: 0o644, folderMode: 0o755 },
  ];
  return {
    ok: true,
    value: {
      config,
      files,
      folders: stateDir === defaultStateDir ? [] : [stateDir, `${runtimeDirOf(stateDir)}/doorbell`],
    },
  };
}

function credential(name: string, value: string): SetupFile {
  return { path: `${credentialsDir}/${name}`, text: `${value}\n`, mode: 0o600, folderMode: 0o700 };
}
