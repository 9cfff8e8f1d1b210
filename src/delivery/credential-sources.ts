import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { exitStatus, Fault } from "../core/faults.ts";
import { parseKeyValues } from "./key-values.ts";

/** One credential, by its file name in a credentials directory and its key in the environment or a file of keys. */
export interface CredentialName {
  readonly file: string;
  readonly key: string;
}

/** A place that may hold credentials. */
export interface CredentialSource {
  /** Names the place of one credential for messages. */
  describe(name: CredentialName): string;
  /** The text there, undefined where there is none. Throws a `Fault` for what is there and cannot be read. */
  read(name: CredentialName): Promise<string | undefined>;
}

export interface CredentialWarning {
  readonly code: "credentials-exposed" | "credentials-file-missing";
  readonly text: string;
}

export type Warn = (warning: CredentialWarning) => void;

/** A directory with one file for each credential, its name behind `prefix`; it need not exist. */
export function directorySource(directory: string, warn: Warn, prefix = ""): CredentialSource {
  return {
    describe: ({ file }) => join(directory, `${prefix}${file}`),
    read: ({ file }) => readCredentialFile(join(directory, `${prefix}${file}`), warn),
  };
}

export function environmentSource(environment: Readonly<Record<string, string | undefined>>): CredentialSource {
  return {
    describe: ({ key }) => `the environment variable ${key}`,
    read: ({ key }) => Promise.resolve(environment[key]),
  };
}

/** A file of `KEY=VALUE` lines shared with other programs; read once, when it is first asked. */
export function keysSource(path: string, warn: Warn): CredentialSource {
  let values: Promise<ReadonlyMap<string, string>> | undefined;
  return {
    describe: ({ key }) => `${key} in ${path}`,
    read: async ({ key }) => {
      values ??= readKeys(path, warn);
      return (await values).get(key);
    },
  };
}

async function readKeys(path: string, warn: Warn): Promise<ReadonlyMap<string, string>> {
  const text = await readCredentialFile(path, warn);
  if (text === undefined) {
    warn({
      code: "credentials-file-missing",
      text: `the credentialsFile ${path} does not exist; correct its path or remove it from the configuration`,
    });
  }
  return parseKeyValues(text ?? "");
}

async function readCredentialFile(path: string, warn: Warn): Promise<string | undefined> {
  try {
    const { mode } = await stat(path);
    const text = await readFile(path, "utf8");
    if ((mode & 0o006) !== 0) warn(exposed(path));
    return text.replace(/^\uFEFF/, "");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "unknown";
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw faultOf(path, code);
  }
}

function exposed(path: string): CredentialWarning {
  return { code: "credentials-exposed", text: `every user can read or change ${path}; run chmod o-rw ${path}` };
}

function faultOf(path: string, code: string): Fault {
  if (code === "EACCES" || code === "EPERM") {
    return new Fault(exitStatus.notPermitted, "credentials-not-permitted", `this user may not read ${path}; use sudo`);
  }
  return new Fault(exitStatus.io, "credentials-unreadable", `${path} cannot be read (${code}); check what it is`);
}
