/** What a Mattermost server knows: enough of it to answer an incoming webhook. */
export interface World {
  /** False: an administrator has switched incoming webhooks off. */
  readonly webhooksOn: boolean;
  readonly hooks: readonly Hook[];
  readonly channels: readonly Channel[];
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
  readonly archived: boolean;
  /** Private, and the owner of the hooks is no member. */
  readonly hidden: boolean;
}

/** The hook to use when nothing special is needed. */
export const hookId = "h1a8mgxkp3fs9qtyw5znc7eubr";
export const lockedHookId = "k2b9nhylq4gt1rudx6aod8fvcs";
export const orphanHookId = "o3c1ojzmr5hu2svey7bpe9gwdt";

/** A healthy server with an ordinary hook, a locked one, and one whose channel was archived. */
export const usualWorld: World = {
  webhooksOn: true,
  hooks: [
    { id: hookId, channel: "atvm", locked: false },
    { id: lockedHookId, channel: "atvm", locked: true },
    { id: orphanHookId, channel: "old-runs", locked: false },
  ],
  channels: [
    { name: "atvm", archived: false, hidden: false },
    { name: "town-square", archived: false, hidden: false },
    { name: "old-runs", archived: true, hidden: false },
    { name: "management", archived: false, hidden: true },
  ],
};
