import { EventEmitter, once } from "node:events";
import { appendFileSync } from "node:fs";
import type { IncomingHttpHeaders } from "node:http";
import type { StoredPost } from "./api.ts";
import type { Post, WebhookRequest } from "./serve.ts";

/** A post and when it was made (ISO 8601 UTC). */
export interface PostMade extends Post {
  readonly at: string;
}

/** A request as it was read, and the number of the connection it came on. */
export interface RequestSeen extends WebhookRequest {
  readonly headers: IncomingHttpHeaders;
  readonly connection: number;
}

/** Everything a receiver saw and did. */
export interface Records {
  readonly posts: readonly PostMade[];
  readonly requests: readonly RequestSeen[];
  addRequest(request: RequestSeen): void;
  addPosts(posts: readonly Post[]): void;
  /** Somebody deletes the post with this delivery id in Mattermost. */
  deletePost(deliveryId: string): void;
  /** The posts as the server's API tells of them, by a clock that is so many milliseconds ahead of this machine's. */
  stored(aheadMs: number): readonly StoredPost[];
  /** Resolves when so many posts were made. */
  untilPosts(count: number): Promise<void>;
  /** Resolves when so many requests were read. */
  untilRequests(count: number): Promise<void>;
}

/** Records kept in memory; each post also appended to `postsFile`, one line of JSON each, if there is one. */
export function createRecords(postsFile: string | undefined): Records {
  const posts: PostMade[] = [];
  const requests: RequestSeen[] = [];
  const deleted = new Map<PostMade, number>();
  const events = new EventEmitter();
  return {
    posts,
    requests,
    addRequest(request) {
      requests.push(request);
      events.emit("request");
    },
    addPosts(made) {
      const at = new Date().toISOString();
      for (const post of made) {
        posts.push({ ...post, at });
        if (postsFile !== undefined) appendFileSync(postsFile, `${JSON.stringify({ ...post, at })}\n`);
        events.emit("post");
      }
    },
    deletePost(deliveryId) {
      for (const post of posts.filter((made) => made.deliveryId === deliveryId)) deleted.set(post, Date.now());
    },
    stored: (aheadMs) => posts.map((post, index) => storedPost(post, index, deleted.get(post), aheadMs)),
    async untilPosts(count) {
      while (posts.length < count) await once(events, "post");
    },
    async untilRequests(count) {
      while (requests.length < count) await once(events, "request");
    },
  };
}

function storedPost(
  { channel, text, props, at }: PostMade,
  index: number,
  deletedAt: number | undefined,
  aheadMs: number,
): StoredPost {
  const createAt = Date.parse(at) + aheadMs;
  const deleteAt = deletedAt === undefined ? 0 : deletedAt + aheadMs;
  const id = `post${String(index).padStart(22, "0")}`;
  return { id, channel, message: text, props, createAt, updateAt: Math.max(createAt, deleteAt), deleteAt };
}
