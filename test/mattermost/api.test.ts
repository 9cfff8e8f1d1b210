import assert from "node:assert/strict";
import { test } from "node:test";
import { serveApi, type StoredPost } from "./api.ts";
import { channelId, readerToken, strangerToken, usualWorld } from "./world.ts";

interface Page {
  readonly order: readonly string[];
  readonly posts: Readonly<Record<string, { readonly delete_at: number; readonly props: object }>>;
}

function ask(query: string, posts: readonly StoredPost[] = [], token = readerToken, id = channelId) {
  const request = { method: "GET", path: `/api/v4/channels/${id}/posts${query}`, authorization: `Bearer ${token}` };
  const { status, body } = serveApi(request, usualWorld, posts);
  return { status, page: JSON.parse(body.toString()) as Page };
}

function post(id: string, change: Partial<StoredPost> = {}): StoredPost {
  const props = { atvm_delivery_id: id };
  return { id, channel: "atvm", message: "x", props, createAt: 100, updateAt: 100, deleteAt: 0, ...change };
}

const refusals: readonly [title: string, status: number, token: string, id: string][] = [
  ["an unknown token", 401, "nobodys", channelId],
  ["a reader who is not in the channel", 403, strangerToken, channelId],
  ["a channel that does not exist", 404, readerToken, "x".repeat(26)],
  ["a channel by its name", 400, readerToken, "atvm"],
];

for (const [title, status, token, id] of refusals) {
  test(`${title} is answered ${status}`, () => {
    assert.equal(ask("?since=1", [], token, id).status, status);
  });
}

test("posts made, changed or deleted after a time are told, deleted ones with their props", () => {
  const posts = [
    post("old"),
    post("new", { createAt: 200, updateAt: 200 }),
    post("gone", { updateAt: 300, deleteAt: 300 }),
    post("elsewhere", { channel: "town-square", updateAt: 300 }),
  ];
  const { page } = ask("?since=100", posts);
  assert.deepEqual(page.order, ["gone", "new"]);
  assert.deepEqual([page.posts["gone"]?.delete_at, page.posts["gone"]?.props], [300, { atvm_delivery_id: "gone" }]);
});

test("of more than a thousand posts a thousand are told, and nothing says so", () => {
  const posts = Array.from({ length: 1_001 }, (_, index) => post(`p${index}`));
  assert.equal(ask("?since=1", posts).page.order.length, 1_000);
});
