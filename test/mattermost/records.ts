import { EventEmitter, once } from "node:events";
import { appendFileSync } from "node:fs";
import type { IncomingHttpHeaders } from "node:http";
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
  /** Resolves when so many posts were made. */
  untilPosts(count: number): Promise<void>;
  /** Resolves when so many requests were read. */
  untilRequests(count: number): Promise<void>;
}

/** Records kept in memory; each post also appended to `postsFile`, one line of JSON each, if there is one. */
export function createRecords(postsFile: string | undefined): Records {
  const posts: PostMade[] = [];
  const requests: RequestSeen[] = [];
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
    async untilPosts(count) {
      while (posts.length < count) await once(events, "post");
    },
    async untilRequests(count) {
      while (requests.length < count) await once(events, "request");
    },
  };
}
