/** The body of a webhook request as far as the server looks at it. */
export interface Payload {
  readonly text: string;
  readonly channel: string;
  readonly type: string;
  readonly props: Readonly<Record<string, unknown>>;
  readonly attachments: readonly unknown[];
  /** A NUL character stands somewhere in it. */
  readonly nul: boolean;
}

/** Reads a request's body; undefined for what the server answers 400 to. */
export function readPayload(body: Buffer): Payload | undefined {
  let nul = false;
  try {
    const value: unknown = JSON.parse(body.toString("utf8"), (key, inner: unknown) => {
      nul ||= key.includes("\0") || (typeof inner === "string" && inner.includes("\0"));
      return inner;
    });
    return isObject(value) ? checked(value, nul) : undefined;
  } catch {
    return undefined;
  }
}

function checked(value: Readonly<Record<string, unknown>>, nul: boolean): Payload | undefined {
  const { text = "", channel = "", type = "", props = {}, attachments = [] } = value;
  if (typeof text !== "string" || typeof channel !== "string" || typeof type !== "string") return undefined;
  if (!isObject(props) || !Array.isArray(attachments)) return undefined;
  if (text === "" && attachments.length === 0) return undefined;
  return { text, channel, type, props, attachments, nul };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
