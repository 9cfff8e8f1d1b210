import type { Answer } from "./serve.ts";
import type { World } from "./world.ts";

/** A request for posts, as far as the server looks at it. */
export interface ApiRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** The `Authorization` header. */
  readonly authorization: string | undefined;
}

/** A post as the server keeps it; times in Unix milliseconds by its own clock. */
export interface StoredPost {
  readonly id: string;
  readonly channel: string;
  readonly message: string;
  readonly props: Readonly<Record<string, unknown>>;
  readonly createAt: number;
  readonly updateAt: number;
  /** 0: it stands. A deleted one keeps its props. */
  readonly deleteAt: number;
}

/** The server cuts a page there, and not by age: its query has a limit and no order. */
const pageSize = 1_000;

/**
 * What Mattermost answers to `GET /api/v4/channels/{id}/posts?since=`: posts made, changed or deleted after that time,
 * in the form that it keeps them.
 */
export function serveApi(request: ApiRequest, world: World, posts: readonly StoredPost[]): Answer {
  const [, id] = /^\/api\/v4\/channels\/([^/?]+)\/posts(?:\?|$)/.exec(request.path) ?? [];
  if (id === undefined || request.method !== "GET") return failed(404, "api.context.404.app_error");
  const reader = world.readers.find(({ token }) => request.authorization === `Bearer ${token}`);
  if (reader === undefined) return failed(401, "api.context.session_expired.app_error");
  if (!/^[a-z0-9]{26}$/.test(id)) return failed(400, "api.context.invalid_url_param.app_error");
  const channel = world.channels.find((candidate) => candidate.id === id);
  if (channel === undefined) return failed(404, "app.channel.get.existing.app_error");
  if (!reader.channels.includes(channel.name)) return failed(403, "api.context.permissions.app_error");
  const since = Number(new URL(request.path, "http://x").searchParams.get("since"));
  if (!Number.isInteger(since) || since <= 0) throw new Error("the double knows pages since a time only");
  const page = posts.filter((post) => post.channel === channel.name && post.updateAt > since).slice(-pageSize);
  return json(200, {
    order: page.map((post) => post.id).reverse(),
    posts: Object.fromEntries(page.map((post) => [post.id, shown(post, id)])),
    next_post_id: "",
    prev_post_id: "",
    has_next: false,
  });
}

function shown({ id, message, props, createAt, updateAt, deleteAt }: StoredPost, channelId: string): object {
  const times = { create_at: createAt, update_at: updateAt, edit_at: 0, delete_at: deleteAt };
  return { id, ...times, channel_id: channelId, root_id: "", message, type: "", props, metadata: {} };
}

function failed(status: number, id: string): Answer {
  return json(status, { id, message: "…", detailed_error: "", request_id: "", status_code: status });
}

function json(status: number, body: object): Answer {
  return { status, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}
