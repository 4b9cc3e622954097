import type { Manifest } from '../../kubernetes/manifest';
import { addTo } from '../../kubernetes/groups';
import { once } from '../../kubernetes/once';
import { asList, at, deepEqual } from '../../kubernetes/plain';
import { selects } from '../../kubernetes/validation/metadata';
import type { Context, Side } from './context';
import { selectorOf } from './endpoints';
import { servicesOf } from './governed';
import { groupKindOfKey, keyOf, namespaceOf } from './identity';
import { selectedWorkloads } from './label-index';
import { ofKind } from './of-kind';
import { type Changes, isRefused } from './changes';
import { type Workload, workloadsOf } from './workload';

export type Direction = 'Ingress' | 'Egress';

const NETWORK_POLICY = 'networking.k8s.io/NetworkPolicy';
const DIRECTIONS: readonly Direction[] = ['Ingress', 'Egress'];

/** A NetworkPolicy that changes, with the workloads whose isolation changes through it. */
export interface PolicyChange {
  readonly policy: Manifest;
  /** Pods that any other pod may connect to, or that may connect to any, from now on. */
  readonly opened: readonly Isolation[];
  /** Pods that were open before. */
  readonly closed: readonly Isolation[];
  /** Whether it selected pods of this change before, and none now. */
  readonly selectsNobody: boolean;
}

export interface Isolation {
  readonly direction: Direction;
  readonly workloads: readonly Workload[];
  /** Whether no policy that selects them allows anything in this direction. */
  readonly total: boolean;
  /** Whether a declared Service leads to some of them: somebody is meant to connect. */
  readonly served: boolean;
}

export function* policyChanges(planned: Context, changes: Changes): Iterable<PolicyChange> {
  const context = { ...planned, after: withoutRefused(planned, changes) };
  const relabelled = [...changes.keys()].some((key) => isRelabelled(key, context));
  const all = relabelled ? ofKind(context.after, NETWORK_POLICY).map(keyOf) : [];
  for (const key of new Set([...changes.keys(), ...all])) {
    if (groupKindOfKey(key) !== NETWORK_POLICY) continue;
    const [old, now] = [context.before.get(key), context.after.get(key)];
    const policy = now ?? old;
    if (policy === undefined) continue;
    const had = old === undefined ? [] : selectedBy(old, context.before);
    const has = now === undefined ? [] : selectedBy(now, context.after);
    const changed = changes.has(key);
    const keys = new Set(
      [...had, ...has].map((workload) => workload.key).filter((own) => changed || isRelabelled(own, context)),
    );
    if (!changed && keys.size === 0) continue;
    const pods = [...keys].flatMap((own) => workloadsOf(context.after).get(own) ?? []);
    const isolation = (opened: boolean): readonly Isolation[] =>
      DIRECTIONS.flatMap((direction) => {
        const workloads = pods.filter((workload) => {
          const before = workloadsOf(context.before).get(workload.key);
          const was = before !== undefined && isIsolated(before, direction, context.before);
          const is = isIsolated(workload, direction, context.after);
          return opened ? was && !is : before !== undefined && !was && is;
        });
        const total = workloads.every((each) => allows(each, direction, context.after) === 0);
        const served = workloads.some((each) => isServed(each, context.after));
        return workloads.length === 0 ? [] : [{ direction, workloads, total, served }];
      });
    yield {
      policy,
      opened: isolation(true),
      closed: isolation(false),
      selectsNobody: changed && now !== undefined && had.length > 0 && has.length === 0,
    };
  }
}

/** The new side with the policies that the API server keeps in the place of those that it refuses. */
function withoutRefused({ before, after }: Context, changes: Changes): Side {
  const refused = [...changes].filter(
    ([key, change]) => groupKindOfKey(key) === NETWORK_POLICY && after.has(key) && isRefused(change),
  );
  if (refused.length === 0) return after;
  const side = new Map(after);
  for (const [key] of refused) {
    const old = before.get(key);
    if (old === undefined) side.delete(key);
    else side.set(key, old);
  }
  return side;
}

/** Whether the pods of a workload that was there get other labels. */
function isRelabelled(key: string, { before, after }: Context): boolean {
  const [old, now] = [workloadsOf(before).get(key), workloadsOf(after).get(key)];
  return old !== undefined && now !== undefined && !deepEqual(old.labels, now.labels);
}

function selectedBy(policy: Manifest, side: Side): readonly Workload[] {
  return selectedWorkloads(side, namespaceOf(policy), at(policy, 'spec', 'podSelector'));
}

function policiesOf(workload: Workload, direction: Direction, side: Side): readonly Manifest[] {
  const all = policiesByWorkload(side).get(workload.key) ?? [];
  return all.filter((policy) => directionsOf(policy).includes(direction));
}

/** The policies of a side by the keys of the workloads that they select. */
const policiesByWorkload = once((side: Side): ReadonlyMap<string, readonly Manifest[]> => {
  const found = new Map<string, Manifest[]>();
  for (const policy of ofKind(side, NETWORK_POLICY)) {
    for (const { key } of selectedBy(policy, side)) addTo(found, key, policy);
  }
  return found;
});

function isServed({ namespace, labels }: Workload, side: Side): boolean {
  return servicesOf(side, namespace).some((service) => {
    const selector = selectorOf(service);
    return selector !== undefined && selects({ matchLabels: selector }, labels);
  });
}

/** Policies add up: one rule that allows everything leaves the pods open. */
function isIsolated(workload: Workload, direction: Direction, side: Side): boolean {
  const policies = policiesOf(workload, direction, side);
  return policies.length > 0 && !policies.some((policy) => rulesOf(policy, direction).some(allowsAll));
}

function rulesOf(policy: Manifest, direction: Direction): readonly unknown[] {
  return asList(at(policy, 'spec', direction === 'Ingress' ? 'ingress' : 'egress'));
}

/** A rule without peers means everybody, one without ports every port. */
function allowsAll(rule: unknown): boolean {
  return ['from', 'to', 'ports'].every((field) => asList(at(rule, field)).length === 0);
}

/** How many rules of all policies allow something. */
function allows(workload: Workload, direction: Direction, side: Side): number {
  return policiesOf(workload, direction, side).reduce((sum, policy) => sum + rulesOf(policy, direction).length, 0);
}

/** Ingress always, and Egress only with at least one rule, if policyTypes does not say. */
function directionsOf(policy: Manifest): readonly unknown[] {
  const types = asList(at(policy, 'spec', 'policyTypes'));
  if (types.length > 0) return types;
  return asList(at(policy, 'spec', 'egress')).length > 0 ? DIRECTIONS : ['Ingress'];
}
