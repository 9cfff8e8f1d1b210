import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { text as textOf } from "node:stream/consumers";
import type { Config } from "../core/config.ts";
import { asFault, exitStatus, Fault, loaded } from "../core/faults.ts";
import { parseTemplates, type Templates } from "../core/message/message.ts";
import type { Lookup, Mattermost } from "../core/mattermostports.ts";
import type { Journal, Sources } from "../core/ports.ts";
import { parseDuration } from "../core/time.ts";
import type { Credential } from "../delivery/credentials.ts";

/** Each source is loaded when it is first asked: most passes need few of them. */
export function sources({ reporter: { maxReportMiB } }: Config): Sources {
  return {
    processes: async () => (await loaded(import("../sources/processes.ts"))).processes(),
    files: async (dir, globs) => (await loaded(import("../sources/files.ts"))).files(dir, globs),
    report: async (file, kind) => (await loaded(import("../sources/report.ts"))).report(file, kind, maxReportMiB),
    log: async (file, before, skip, lines) =>
      (await loaded(import("../sources/log.ts"))).log(file, before, skip, lines),
    logEnd: async (file) => (await loaded(import("../sources/log.ts"))).logEnd(file),
  };
}

/** Mattermost behind this webhook; what it takes is loaded with the first request. */
export function mattermost(config: Config, webhook: Credential<URL>): Mattermost {
  const connect = async (): Promise<Mattermost | Fault> => {
    if (webhook.seen !== "present")
      return new Fault(exitStatus.configuration, "webhook-missing", "there is no webhook");
    const { timeout, caFile } = config.mattermost;
    const endpoint = { webhook: webhook.value, timeoutMs: parseDuration(timeout) ?? 10_000, caFile };
    return loaded(import("../delivery/mattermost.ts")).then((part) => part.createMattermost(endpoint), asFault);
  };
  // A try that ends here is one of which no byte went out, and has to be told as such.
  return {
    post: async (body) => {
      const made = await connect();
      if (!(made instanceof Fault)) return made.post(body);
      return { sent: "no", code: made.code, text: made.message, retryAfterMs: null };
    },
    probe: async () => {
      const made = await connect();
      return made instanceof Fault
        ? { healthy: false, code: made.code, text: made.message, retryAfterMs: null }
        : made.probe();
    },
  };
}

/** The API of Mattermost, where configuration and credentials have what it takes; loaded with the first look. */
export function lookup(config: Config, token: Credential<string>): Lookup | undefined {
  const { api, timeout, caFile } = config.mattermost;
  if (api === undefined || token.seen !== "present") return undefined;
  const timeoutMs = parseDuration(timeout) ?? 10_000;
  const access = { url: new URL(api.url), channelId: api.channelId, token: token.value, timeoutMs, caFile };
  const make = async (): Promise<Lookup> => (await loaded(import("../delivery/lookup.ts"))).createLookup(access);
  const broken = ({ code, message }: Fault) => ({ seen: "could-not-look", code, text: message }) as const;
  return {
    find: (deliveryId, ms) =>
      make().then(
        (made) => made.find(deliveryId, ms),
        (error: unknown) => broken(asFault(error)),
      ),
    check: () =>
      make().then(
        (made) => made.check(),
        (error: unknown) => broken(asFault(error)),
      ),
  };
}

/** Log lines on standard error. */
export function journal(supervised: boolean): Journal {
  const write = (text: string): void => void process.stderr.write(text);
  const make = async (): Promise<Journal> =>
    (await loaded(import("../commands/journal.ts"))).createJournal(supervised, write);
  let made: Promise<Journal> | undefined;
  const to = (level: keyof Journal) => async (text: string) => (await (made ??= make()))[level](text);
  return { info: to("info"), warn: to("warn"), error: to("error") };
}

/** The wording of posts, from the files in this folder. */
export function templates(folder: URL): Templates {
  const read = (name: string): string => readFileSync(new URL(name, folder), "utf8");
  return parseTemplates({ message: read("message.md"), card: read("card.md") });
}

/** The text of a file, or of standard input for `-`; that may be a socket, which no path leads to. */
export async function readText(path: string): Promise<string> {
  if (path !== "-") return readFile(path, "utf8");
  if (process.stdin.isTTY) process.stderr.write("reads standard input; Enter and Ctrl-D end it\n");
  return textOf(process.stdin);
}
