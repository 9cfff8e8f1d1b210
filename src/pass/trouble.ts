import { backOff, probeCap, stillAhead } from "../core/post/decide.ts";
import type { SendOutcome } from "../core/mattermostports.ts";
import type { Ports } from "../core/ports.ts";
import { plus } from "../core/time.ts";

type TroublePorts = Pick<Ports, "store" | "clock" | "random" | "mattermost">;

/**
 * Why nothing is sent now, or null. After any trouble, and while a message is in doubt, the probe that never posts goes
 * first, so that an outage leaves at most one try in doubt; probes that fail come ever further apart.
 */
export async function troubleNow(ports: TroublePorts, inDoubt: boolean): Promise<string | null> {
  const { store, clock, random, mattermost } = ports;
  const known = await store.trouble();
  if (known === null && !inDoubt) return null;
  if (known !== null && stillAhead(known.nextAt, clock.now().at) !== null) return known.text;
  const probed = await mattermost.probe();
  if (probed.healthy) return null;
  const { at } = clock.now();
  const probes = (known?.probes ?? 0) + 1;
  const wait = backOff(probes, random.fraction(), probed.retryAfterMs, probeCap);
  await store.saveTrouble({ at: known?.at ?? at, text: probed.text, probes, nextAt: plus(at, wait) });
  return probed.text;
}

/** Writes down that a try failed, for the scopes and passes after it. A refused channel is no trouble of the server. */
export async function noteTrouble({ store, clock }: TroublePorts, outcome: Failed): Promise<void> {
  if (isOfChannel(outcome)) return;
  const { at } = clock.now();
  const known = await store.trouble();
  // The probe may be asked at once: what this message has to wait for may not hold for the next.
  await store.saveTrouble({ at: known?.at ?? at, text: outcome.text, probes: known?.probes ?? 0, nextAt: null });
}

/** The server knows the webhook and refuses this one channel: messages for others go on. */
export function isOfChannel(outcome: Failed): boolean {
  return outcome.sent === "no" && outcome.code === "channel-refused";
}

type Failed = Exclude<SendOutcome, { sent: "posted" }>;
