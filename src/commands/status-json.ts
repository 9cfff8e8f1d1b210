import type { RunState } from "../core/words.ts";
import { scopeView, type ScopeView } from "../core/show/view.ts";
import type { BuildOverview, Overview } from "../pass/overview.ts";
import type { Finding } from "../pass/plan.ts";

/** `status --json`: a contract with scripts; fields may be added, never renamed. */
export interface StatusJson {
  readonly version: 1;
  readonly at: string;
  readonly watcher: {
    readonly program: string;
    readonly lastPassAt: string | null;
    readonly lastPassExit: number | null;
    readonly stale: boolean;
  };
  readonly builds: readonly BuildJson[];
  readonly damage: readonly { readonly file: string; readonly detail: string }[];
  readonly contested: readonly { readonly path: string; readonly by: readonly string[] }[];
}

export interface BuildJson {
  readonly build: string;
  readonly attempt: number;
  readonly categorized: boolean;
  readonly root: string;
  readonly registeredAt: string;
  readonly closed: { readonly at: string } | null;
  readonly state: RunState;
  readonly rule: string;
  readonly reasons: ScopeView["reasons"];
  readonly needsReview: boolean;
  readonly late: readonly string[];
  readonly scopes: readonly ScopeView[];
}

export function statusJson({ at, lastPass, stale, builds, damage, contested }: Overview, program: string): StatusJson {
  return {
    version: 1,
    at,
    watcher: { program, lastPassAt: lastPass?.at ?? null, lastPassExit: lastPass?.exit ?? null, stale },
    builds: builds.flatMap(buildJson),
    damage: damage.map(({ file, detail }) => ({ file, detail })),
    contested,
  };
}

export function viewOf(finding: Finding): ScopeView {
  const { scope, judged, verdict, delivery } = finding;
  return scopeView({
    memory: scope.memory,
    begun: finding.begun,
    verdict,
    situation: judged?.situation ?? null,
    delivery,
  });
}

/** A build that is not categorized is its own only scope; of a categorized one only begun groups are scopes. */
function buildJson({ stored, findings, late }: BuildOverview): readonly BuildJson[] {
  const { state } = stored;
  const [own, ...subRuns] = findings;
  if (own === undefined) return [];
  const ownView = viewOf(own);
  const scopes = state.request.categorized ? subRuns.filter(({ begun }) => begun).map(viewOf) : [ownView];
  return [
    {
      build: state.build,
      attempt: state.attempt,
      categorized: state.request.categorized,
      root: state.request.root,
      registeredAt: state.registered.at,
      closed: ownView.closed,
      state: ownView.state,
      rule: ownView.rule,
      reasons: ownView.reasons,
      needsReview: ownView.needsReview || scopes.some((scope) => scope.needsReview),
      late,
      scopes,
    },
  ];
}
