import { groupKindOf } from '../../kubernetes/object-kind';
import { asObjects, asText, at, type PlainObject } from '../../kubernetes/plain';
import { type Context, isPruned, liveClaim, reclaimPolicy } from './context';
import { are, listing } from '../show';
import { objectKey } from './identity';
import type { StatefulSetView } from './stateful-set-view';

/** What becomes of the data when claims are deleted, as the end of a sentence. */
export function dataFate(
  context: Context,
  namespace: string,
  claims: readonly string[],
  declared: (claim: string) => PlainObject | undefined,
): string {
  const kept: string[] = [];
  const lost: string[] = [];
  const unknown: string[] = [];
  for (const claim of claims) {
    const policy = reclaimPolicy(context, namespace, claim, declared(claim));
    (policy === undefined ? unknown : policy === 'Retain' ? kept : lost).push(claim);
  }
  const [them, their] = [are(claims, 'them', 'it'), are(claims, 'their', 'its')];
  if (kept.length === claims.length)
    return `but ${are(claims, 'their volumes are', 'its volume is')} kept (reclaim policy Retain); no new claim uses ${them} by itself`;
  if (lost.length === claims.length) return `and ${their} data with ${them} (reclaim policy Delete)`;
  if (unknown.length === claims.length) return `and ${their} data with ${them} unless the reclaim policy is Retain`;
  return [
    ...(lost.length > 0 ? [`and the data of ${listing(lost)} (reclaim policy Delete)`] : []),
    ...(unknown.length > 0 ? [`and the data of ${listing(unknown)} unless the reclaim policy is Retain`] : []),
    ...(kept.length > 0 ? [`but the volumes of ${listing(kept)} are kept (reclaim policy Retain)`] : []),
  ].join(', ');
}

/** The same of claims that a StatefulSet made. */
export function dataFateOf(context: Context, set: StatefulSetView, claims: readonly string[]): string {
  const templates = asObjects(set.spec['volumeClaimTemplates']);
  return dataFate(context, set.namespace, claims, (claim) =>
    templates.find((each) => claim.startsWith(`${asText(at(each, 'metadata', 'name')) ?? ''}-${set.name}-`)),
  );
}

/** Whether the namespace is deleted in the same change, and everything in it. */
export function namespaceGoes(context: Context, namespace: string): boolean {
  const key = objectKey('/Namespace', '', namespace);
  const object = context.before.get(key);
  return object !== undefined && groupKindOf(object) === '/Namespace' && isPruned(object) && !context.after.has(key);
}

/** Whether a pod finds data in a claim that is new to it: a live claim, or one that is declared with a source. */
export function comesWithData(context: Context, namespace: string, claim: string): boolean {
  if (liveClaim(context, namespace, claim) !== undefined) return true;
  const spec = at(context.after.get(objectKey('/PersistentVolumeClaim', namespace, claim)), 'spec');
  return ['dataSource', 'dataSourceRef', 'volumeName'].some((field) => (at(spec, field) ?? undefined) !== undefined);
}
