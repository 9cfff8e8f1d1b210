import { readPayload } from "./payload.ts";
import type { Payload } from "./payload.ts";
import { messagesOf } from "./text.ts";
import type { World } from "./world.ts";

export interface WebhookRequest {
  readonly method: string;
  readonly path: string;
  readonly body: Buffer;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** One post made in a channel. */
export interface Post {
  readonly hook: string;
  readonly channel: string;
  readonly text: string;
  readonly props: Readonly<Record<string, unknown>>;
  /** `props.atvm_delivery_id`. */
  readonly deliveryId: string | null;
}

/** What a server makes of a request. */
export interface Served {
  readonly answer: Answer;
  readonly posts: readonly Post[];
}

const maxBodyBytes = 300_512;

/** What Mattermost makes of one webhook request, in the order of its own checks (measured on 7.6 and 11.2). */
export function serve(request: WebhookRequest, world: World): Served {
  const id = hookIn(request.path);
  if (id === undefined || request.method !== "POST") return { answer: plain(405, ""), posts: [] };
  if (!world.webhooksOn) return refused(501, id);
  const payload = request.body.length > maxBodyBytes ? undefined : readPayload(request.body);
  if (payload === undefined) return refused(400, id);
  const channel = channelFor(payload, id, world);
  if (typeof channel === "number") return refused(channel, id);
  if (payload.nul || !/^(?:|slack_attachment|custom_.*)$/.test(payload.type)) return refused(500, id);
  const posts = messagesOf(payload.text).map((text) => post(id, channel, text, payload.props));
  return { answer: plain(200, "ok"), posts };
}

/** The usual body of an answer that is not 200; since Mattermost 10.3 it holds the hook's id, which is the secret. */
export function errorAnswer(status: number, id: string): Answer {
  const message = `Invalid webhook: ${id}`;
  const body = {
    id: "web.incoming_webhook.app_error",
    message,
    detailed_error: "",
    request_id: "",
    status_code: status,
  };
  return { status, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}

export function plain(status: number, body: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers: { "Content-Type": "text/plain", ...headers }, body };
}

/** The hook's id in a path such as `/hooks/<id>`; undefined with a slash at its end. */
export function hookIn(path: string): string | undefined {
  return /\/hooks\/([A-Za-z0-9]+)$/.exec(path)?.[1];
}

function refused(status: number, id: string): Served {
  return { answer: errorAnswer(status, id), posts: [] };
}

/** The channel to post to, or the status of the refusal. An unknown channel is 404 for a locked hook too. */
function channelFor(payload: Payload, id: string, world: World): string | number {
  const hook = world.hooks.find((candidate) => candidate.id === id);
  if (hook === undefined) return 400;
  const name = payload.channel === "" ? hook.channel : payload.channel;
  const channel = world.channels.find((candidate) => candidate.name === name);
  if (channel === undefined || channel.archived) return payload.channel === "" ? 400 : 404;
  return channel.hidden || (hook.locked && name !== hook.channel) ? 403 : name;
}

function post(hook: string, channel: string, text: string, props: Post["props"]): Post {
  const id = props["atvm_delivery_id"];
  return { hook, channel, text, props, deliveryId: typeof id === "string" ? id : null };
}
