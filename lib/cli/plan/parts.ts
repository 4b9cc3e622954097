import { manifestsOf, type ParseCache } from '../../manifests/read';
import { Secrets } from '../../manifests/secrets/hide';
import type { Source } from '../../manifests/source-file';
import { UserError } from '../../messages/user-error';
import type { Doubt } from '../../plan/types';
import type { Clusters } from './cluster';
import { type ClusterSides, clustersOf } from './clusters';
import { type DoubtfulPart, newClusterDoubt } from './doubts';
import type { PlanRequest } from './plan-request';

/** The manifests of one cluster, and what is doubtful about them. */
interface Part extends DoubtfulPart {
  readonly doubts: readonly Doubt[];
}

/** The manifests of each cluster. Where all of AFTER is empty, or what a cluster still has, that is refused. */
export function partsOf(
  request: PlanRequest,
  before: Source,
  after: Source,
  described: Clusters | undefined,
  notes: string[],
): readonly Part[] {
  const cache: ParseCache = new Map();
  const secrets = new Secrets();
  const sides = clustersOf(before, after, described?.names ?? []).map((part) => ({
    ...part,
    before: manifestsOf(part.before, cache, secrets),
    after: manifestsOf(part.after, cache, secrets),
  }));
  const isFilled = (part: DoubtfulPart & Pick<ClusterSides, 'same'>): boolean =>
    part.same === true ||
    part.before.objects.length + part.after.objects.length + part.unreadBefore.length + part.unreadAfter.length > 0;
  const filled = sides.filter(isFilled);
  const parts = filled.length > 0 ? filled : sides.slice(0, 1);
  sides
    .filter((part) => !parts.includes(part))
    .forEach((part) => notes.push(...part.before.notes, ...part.after.notes));
  const has = (side: 'before' | 'after'): boolean => parts.some((part) => part[side].objects.length > 0);
  for (const part of parts) {
    const [old, now] = [part.before.objects.length, part.after.objects.length];
    if (part.same === true) continue;
    const of = parts.length === 1 ? '' : `, cluster ${part.name ?? ''}`;
    if (now === 0 && old > 0 && request.after !== '/dev/null' && (part.inAfter || !has('after'))) {
      throw new UserError(
        `AFTER (${[request.after].flat().join(', ')}${of}) contains no objects, so everything that is applied now would be removed. Correct it, or give /dev/null if this is intended`,
      );
    }
    if (old === 0 && request.before !== '/dev/null' && request.live === undefined) {
      notes.push(`BEFORE (${request.before}${of}) contains no objects: everything counts as new`);
    }
    if (now === 0 && old > 0 && parts.length > 1 && request.after !== '/dev/null') {
      notes.push(
        `AFTER (${[request.after].flat().join(', ')}) no longer has the cluster ${part.name ?? ''}: everything in it counts as deleted`,
      );
    }
  }
  return parts.map((part) => ({ ...part, doubts: clusterDoubts(part, parts, before, after, described) }));
}

/** A cluster comes only where --cluster names it, or its folder was one before; or where there was nothing before. */
function clusterDoubts(
  part: DoubtfulPart,
  parts: readonly DoubtfulPart[],
  before: Source,
  after: Source,
  described: Clusters | undefined,
): readonly Doubt[] {
  const { name } = part;
  const isNew = name !== undefined && after.clusters.includes(name) && !before.clusters.includes(name);
  const isNamed = described?.names.includes(name ?? '') === true;
  if (!isNew || isNamed || before.files.every(({ text }) => text.trim() === '')) {
    return [];
  }
  const others = parts.filter((other) => other.name !== name);
  return [newClusterDoubt({ ...part, name }, others, before.clusters.length === 0)];
}
