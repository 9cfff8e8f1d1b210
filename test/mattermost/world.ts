/** What a Mattermost server knows: enough of it to answer an incoming webhook, and to tell of the posts in a channel. */
export interface World {
  /** False: an administrator has switched incoming webhooks off. */
  readonly webhooksOn: boolean;
  readonly hooks: readonly Hook[];
  readonly channels: readonly Channel[];
  readonly readers: readonly Reader[];
}

/** A user with a token for the API, and the channels it may read, by name. */
export interface Reader {
  readonly token: string;
  readonly channels: readonly string[];
}

export interface Hook {
  /** The secret part of the webhook's URL. */
  readonly id: string;
  /** The name of the channel it posts to unless told otherwise. */
  readonly channel: string;
  /** Posts to its own channel only. */
  readonly locked: boolean;
}

export interface Channel {
  readonly name: string;
  /** As the API knows it. */
  readonly id: string;
  readonly archived: boolean;
  /** Private, and the owner of the hooks is no member. */
  readonly hidden: boolean;
}

/** The hook to use when nothing special is needed. */
export const hookId = "h1a8mgxkp3fs9qtyw5znc7eubr";
export const lockedHookId = "k2b9nhylq4gt1rudx6aod8fvcs";
export const orphanHookId = "o3c1ojzmr5hu2svey7bpe9gwdt";

export const readerToken = "tq6rw3yb8pnj1xdo5mkhc9zesa";
/** Of a user who is in no channel. */
export const strangerToken = "tz4fkh7g2aedy9rniqpw6uxboc";

const channelIds = {
  atvm: "cha1n7tyr3fqk8wz5dmxoe6bpg",
  "town-square": "cht2b9xwq5hsm4vu6gkypd8fja",
  "old-runs": "cho3c1rzk7jtn6yx8hbwqf9gde",
  management: "chm4d5sfa9kup2ze1jcxrg7hib",
};
/** Of the channel that the ordinary hook posts to. */
export const channelId = channelIds.atvm;

/** A healthy server with an ordinary hook, a locked one, and one whose channel was archived. */
export const usualWorld: World = {
  webhooksOn: true,
  hooks: [
    { id: hookId, channel: "atvm", locked: false },
    { id: lockedHookId, channel: "atvm", locked: true },
    { id: orphanHookId, channel: "old-runs", locked: false },
  ],
  channels: [
    { name: "atvm", id: channelIds.atvm, archived: false, hidden: false },
    { name: "town-square", id: channelIds["town-square"], archived: false, hidden: false },
    { name: "old-runs", id: channelIds["old-runs"], archived: true, hidden: false },
    { name: "management", id: channelIds.management, archived: false, hidden: true },
  ],
  readers: [
    { token: readerToken, channels: ["atvm", "town-square"] },
    { token: strangerToken, channels: [] },
  ],
};
