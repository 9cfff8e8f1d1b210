/** Exit statuses of the program, stable for scripts; 1 to 9 are answers of a command. */
export const exitStatus = {
  done: 0,
  usage: 64,
  refused: 65,
  bug: 70,
  io: 74,
  later: 75,
  notPermitted: 77,
  configuration: 78,
} as const;

/**
 * An error with a stable code and an exit status. Its text is one sentence that says what to do, and holds no
 * secret: it is printed as `atvm-run-watcher: <code>: <text>`.
 */
export class Fault extends Error {
  readonly code: string;
  readonly status: number;

  constructor(status: number, code: string, text: string) {
    super(text);
    this.name = "Fault";
    this.status = status;
    this.code = code;
  }
}

/** A part of the program, which is loaded only when it is needed; where that fails a `Fault` `broken-install`. */
export async function loaded<Part>(part: Promise<Part>): Promise<Part> {
  try {
    return await part;
  } catch (error) {
    const [why] = String(error).split("\n", 1);
    throw new Fault(
      exitStatus.bug,
      "broken-install",
      `the program could not be loaded (${String(why)}); install it again`,
    );
  }
}

/** The code of a system call's error, such as EACCES. */
export function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown error";
}

/** An error nobody foresaw is told in one line, without the path or the text of anything it was about. */
export function asFault(error: unknown): Fault {
  if (error instanceof Fault) return error;
  const [where = ""] = error instanceof Error ? (error.stack ?? "").split("\n").slice(1) : [];
  const what = error instanceof Error ? error.name : typeof error;
  return new Fault(exitStatus.bug, "bug", `unexpected ${what} ${where.trim()}; please report it with this line`);
}
