import { execFile } from "node:child_process";

/** How a program of this host ended. Null as status: it could not be started, or did not end in time. */
export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  /** Its standard error on one line, or why it could not be started. */
  readonly said: string;
}

const limitMs = 20_000;

/** Runs a program of this host, in the language and the time zone every host has. Never throws. */
export function run(program: string, argv: readonly string[]): Promise<Ran> {
  const options = { env: { ...process.env, LC_ALL: "C", TZ: "UTC" }, timeout: limitMs, maxBuffer: 4 * 1024 * 1024 };
  return new Promise((resolve) => {
    execFile(program, argv, options, (error, stdout, stderr) => {
      const code = error === null ? 0 : error.code;
      const said = stderr.replace(/\s+/g, " ").trim();
      if (typeof code === "number") resolve({ status: code, stdout, said });
      else resolve({ status: null, stdout, said: said === "" ? whyNot(program, error) : said });
    });
  });
}

function whyNot(program: string, error: Error | null): string {
  if (error !== null && "code" in error && error.code === "ENOENT") return `${program} is not installed`;
  return `${program} did not end within ${limitMs / 1_000} s`;
}
