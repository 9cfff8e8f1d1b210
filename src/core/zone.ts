/** A time for people, with its zone: `2026-11-23 03:10 UTC+01:00`; `offset` in minutes east of UTC. "" for no time. */
export function formatTime(iso: string, offset: number): string {
  const ms = Date.parse(iso) + offset * 60_000;
  if (Number.isNaN(ms)) return "";
  const local = new Date(ms).toISOString();
  return `${local.slice(0, 10)} ${local.slice(11, 16)} UTC${offset === 0 ? "" : formatOffset(offset)}`;
}

/** A time within a sentence, to the second: `2026-11-23 02:10:05 UTC`; what is no time stays as it is. */
export function formatSecond(iso: string): string {
  const ms = Date.parse(iso);
  return Number.isNaN(ms) ? iso : `${new Date(ms).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

function formatOffset(offset: number): string {
  const minutes = Math.abs(offset);
  const parts = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0"));
  return `${offset < 0 ? "-" : "+"}${parts.join(":")}`;
}
