import { create } from '../../kubernetes/server/api-server';
import { groupKindOf } from '../../kubernetes/object-kind';
import { once } from '../../kubernetes/once';
import { parseImage } from '../../kubernetes/image-tag';
import { asText } from '../../kubernetes/plain';
import { claimMounts, containerOf, type Mount } from './claim-mounts';
import { type Context, isPruned } from './context';
import { labelOf, nameOf } from './identity';
import { type StatefulSetView, containersOf, viewOf } from './stateful-set-view';
import { workloadsOf } from './workload';

/** A claim that pods mounted by its name, and the claim template that is mounted in its place. */
export interface LeftClaim {
  readonly claim: string;
  readonly template: string;
}

/** An app whose pods change from claims that they name to claims that are made of a template. */
export interface ClaimsLeft {
  /** `Deployment default/db`. */
  readonly label: string;
  readonly kind: string;
  readonly name: string;
  readonly claims: readonly LeftClaim[];
}

/** The workload that goes while this StatefulSet comes, if both are one app that keeps data. */
export function becameStatefulSet(set: StatefulSetView, context: Context): ClaimsLeft | undefined {
  if (set.templates.length === 0) return undefined;
  const candidates = goneWorkloads(context).flatMap((view) => {
    const claims = leftClaims(view.view, set);
    return claims.length > 0 && isSameApp(view.view, set) ? [{ ...view, claims }] : [];
  });
  const [best] = [...candidates].sort((a, b) => Number(b.name === set.name) - Number(a.name === set.name));
  return best;
}

/** What was mounted by the name of a claim, and is mounted from a template now. */
export function leftClaims(before: StatefulSetView, after: StatefulSetView): readonly LeftClaim[] {
  const [old, now] = [claimMounts(before), claimMounts(after)];
  const found = new Map<string, LeftClaim>();
  for (const mount of old) {
    if (mount.source.from !== 'claim') continue;
    const next = now.find((each) => each.source.from === 'template' && isSameUse(mount, each));
    const template = next?.source.name;
    if (template === undefined || before.templates.includes(template)) continue;
    found.set(`${mount.source.name} ${template}`, { claim: mount.source.name, template });
  }
  return [...found.values()];
}

/** Under the same path, or the same volume name. */
function isSameUse(left: Mount, right: Mount): boolean {
  return left.path === right.path || left.volume === right.volume;
}

/** The same name, or the same image at the mounts. */
function isSameApp(before: StatefulSetView, after: StatefulSetView): boolean {
  if (before.namespace !== after.namespace) return false;
  if (before.name === after.name) return true;
  const images = new Set(containersOf(after).map(({ container }) => repositoryOf(container['image'])));
  return claimMounts(before).some((mount) => images.has(repositoryOf(containerOf(before, mount)?.['image'])));
}

function repositoryOf(image: unknown): string {
  return parseImage(asText(image) ?? '').repository;
}

interface Gone {
  readonly label: string;
  readonly kind: string;
  readonly name: string;
  readonly view: StatefulSetView;
}

/** The workloads without claim templates that a pipeline prunes. */
const goneWorkloads = once((context: Context): readonly Gone[] =>
  [...workloadsOf(context.before).values()].flatMap(({ object, key, kind }) => {
    const lasts = groupKindOf(object) === 'apps/Deployment' || groupKindOf(object) === 'apps/ReplicaSet';
    if (!lasts || context.after.has(key) || !isPruned(object)) return [];
    const stored = create(object, context)?.stored;
    if (stored === undefined) return [];
    return [{ label: labelOf(object), kind, name: nameOf(object), view: viewOf(stored, object) }];
  }),
);
