import { closedScope } from "../core/memory/close.ts";
import type { PostBody } from "../core/mattermostports.ts";
import { isPosted } from "../core/words.ts";
import { composePost } from "./compose.ts";
import type { PassContext } from "./context.ts";
import { findAll, type Finding, type Observer } from "./plan.ts";
import { round } from "./round.ts";
import type { Target } from "./target.ts";

/** One scope's message; `sofar`: it is not over, and this is what its machines have told until now. */
export interface Preview {
  readonly name: string;
  readonly sofar: boolean;
  readonly body: PostBody;
}

type Previewer = Observer & Pick<PassContext, "templates" | "zoneOffset" | "channel">;

/** The messages of a target's scopes. Nothing is written or sent. */
export async function previews(context: Previewer, { stored, subRun }: Target): Promise<readonly Preview[]> {
  const { findings } = await findAll(context, [stored], round);
  const { categorized } = stored.state.request;
  const scopes = findings.filter(({ scope, begun }) => {
    if (subRun !== null) return scope.memory.group === subRun.memory.group;
    return categorized ? scope.memory.group !== null && begun : scope.memory.group === null;
  });
  return scopes.flatMap((finding) => previewOf(context, finding));
}

function previewOf(context: Previewer, { name, stored, scope, judged }: Finding): readonly Preview[] {
  const now = context.ports.clock.now();
  const compose = (memory: typeof scope.memory): PostBody =>
    composePost(context, stored, { ...scope, memory }, "00000000-0000-4000-8000-000000000000", now.at);
  const { closed } = scope.memory;
  if (closed !== null && isPosted(closed.state)) return [{ name, sofar: false, body: compose(scope.memory) }];
  const situation = judged?.situation ?? null;
  if (judged === null || situation === null || situation.machines.every(({ tests }) => tests === null)) return [];
  const failed = situation.machines.some(({ state }) => state === "FAILED");
  const verdict = { ...judged.verdict, state: failed ? "FAILED" : "COMPLETED" } as const;
  return [{ name, sofar: true, body: compose(closedScope({ ...judged, verdict }, now)) }];
}
