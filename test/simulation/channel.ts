import type { Lookup } from "../../src/core/mattermostports.ts";
import type { Judge } from "./judge.ts";
import type { Actor } from "./stage.ts";

/** The channel as a pass with a token sees it: exactly the posts that are in it by now. */
export function channelOf(actor: Actor, judge: Judge): Lookup {
  return {
    find: async (deliveryId) => {
      await actor.call({ port: "http", what: "look into the channel", changes: false });
      const isThere = [...judge.cases.values()].some(({ posts }) => posts.includes(deliveryId));
      return { seen: isThere ? "found" : "not-found" };
    },
    check: () => Promise.resolve(null),
  };
}
