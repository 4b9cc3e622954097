import { groupKindOf } from '../../kubernetes/object-kind';
import type { Manifest } from '../../kubernetes/manifest';
import { claimName } from '../../kubernetes/naming';
import { asObjects, asText, at, textOf } from '../../kubernetes/plain';
import { deletedSince } from './being-deleted';
import { type Changes, isRefused } from './changes';
import { type Context, liveClaim } from './context';
import { changesPods } from './rollout';
import { type Workload, workloadsOf } from './workload';

/** Claims that somebody has deleted and that pods still hold, until this change replaces the pods. */
export interface ClaimsLetGo {
  readonly context: Context;
  readonly workload: Workload;
  readonly claims: readonly string[];
  /** Whether a StatefulSet creates them anew, empty. */
  readonly anew: boolean;
}

export function* claimsLetGo(context: Context, changes: Changes): Iterable<ClaimsLetGo> {
  const leaving = [...context.claims.values()].filter((claim) => deletedSince(claim) !== undefined);
  if (leaving.length === 0) return;
  for (const [key, change] of changes) {
    const [before, after] = [context.before, context.after].map((side) => workloadsOf(side).get(key));
    if (before === undefined || after === undefined || isRefused(change)) continue;
    const isSet = groupKindOf(after.object) === 'apps/StatefulSet';
    const { restarted } = change.pods;
    if (isSet ? restarted.length === 0 : !after.serves || !changesPods(before, after)) continue;
    const isLeaving = (claim: string): boolean =>
      deletedSince(liveClaim(context, after.namespace, claim)) !== undefined;
    const made = isSet ? madeFor(restarted, after.object).filter(isLeaving) : [];
    const named = asObjects(after.pod['volumes']).flatMap(
      (volume) => asText(at(volume, 'persistentVolumeClaim', 'claimName')) ?? [],
    );
    const own = [...new Set(named)].filter(isLeaving);
    if (made.length > 0) yield { context, workload: after, claims: made, anew: true };
    if (own.length > 0) yield { context, workload: after, claims: own, anew: false };
  }
}

/** The claims of pods, by the templates of their StatefulSet. */
function madeFor(pods: readonly string[], set: Manifest): readonly string[] {
  const templates = asObjects(at(set, 'spec', 'volumeClaimTemplates')).map((each) =>
    textOf(at(each, 'metadata', 'name')),
  );
  const ordinals = pods.map((pod) => Number(/-(\d+)$/.exec(pod)?.[1]));
  return ordinals.flatMap((ordinal) =>
    templates.map((template) => claimName(template, textOf(set.metadata.name), ordinal)),
  );
}
