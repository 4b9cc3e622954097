import type { ClaimRequest } from './claim-request';
import type { Report } from '../messages/problem';
import type { ClusterKnowledge } from './cluster-knowledge';
import { capital, joinOr, nearestNames } from '../messages/nearest-names';
import type { ProvisionerFacts } from './provisioner-facts';
import type { StorageClassProps } from './storage-class';
import { StorageClassRefKind } from './storage-class-ref';

/** The class that a claim gets. */
export interface TargetClass {
  readonly kind: 'class';
  readonly storageClass: StorageClassProps;
  /** Undefined where nothing is known of the provisioner. */
  readonly provisioner?: ProvisionerFacts;
  /** For messages: `storage class 'standard' of cluster 'kind' (local-path provisioner)`. */
  readonly title: string;
}

/** What a claim gets: a class, none on purpose, or nobody knows. */
export type Target = TargetClass | { readonly kind: 'none' } | { readonly kind: 'unknown' };

/** Which class a claim gets on a cluster; what is wrong with its choice is reported. */
export function resolveTarget(report: Report, request: ClaimRequest, cluster: ClusterKnowledge): Target {
  const prop = `${request.prop}.storageClass`;
  const ref = request.storageClass;
  switch (ref.kind) {
    case StorageClassRefKind.NONE:
      return { kind: 'none' };
    case StorageClassRefKind.CLUSTER_DEFAULT:
      return defaultTarget(report, prop, cluster);
    case StorageClassRefKind.NAMED:
      return namedTarget(report, prop, { name: ref.className ?? '' }, cluster);
    case StorageClassRefKind.TIER:
      return tierTarget(report, prop, ref.tierName ?? '', cluster);
  }
}

const UNKNOWN: Target = { kind: 'unknown' };

function defaultTarget(report: Report, prop: string, cluster: ClusterKnowledge): Target {
  const found = cluster.defaultClass;
  if (found.known === 'unknown') return UNKNOWN;
  if (found.known === 'none') {
    const names = cluster.classes.map(({ name }) => `'${name}'`).sort();
    const message = `cluster '${cluster.name}' has no default storage class: ${found.why}. The claim stays Pending until there is one`;
    report({ code: 'no-default-storage-class', prop, message, remedy: defaultRemedy(names, cluster) });
    return UNKNOWN;
  }
  const { effective } = found;
  if (found.all.length > 1) {
    const names = found.all.map(({ name }) => `'${name}'`).sort();
    const winner =
      effective === undefined
        ? 'the claim gets the newest, and their ages are unknown'
        : `the claim gets '${effective.name}', the newest, until a newer one is marked`;
    report({
      code: 'several-default-storage-classes',
      prop,
      message: `cluster '${cluster.name}' has ${found.all.length} default storage classes (${names.join(', ')}): ${winner}`,
    });
  }
  return effective === undefined
    ? UNKNOWN
    : classTarget(effective, `the default storage class '${effective.name}'`, cluster);
}

function defaultRemedy(names: readonly string[], cluster: ClusterKnowledge): string {
  if (names.length === 0) {
    return 'Install a storage class and capture the cluster again';
  }
  const name = `Name a class with StorageClassRef.named, such as ${joinOr(names.slice(0, 3))}`;
  return cluster.from === 'catalogue'
    ? `${name}, or capture the cluster if it has a default class`
    : `${name}, or mark one as the default in the cluster and capture it again`;
}

function tierTarget(report: Report, prop: string, tier: string, cluster: ClusterKnowledge): Target {
  const name = cluster.tiers.get(tier);
  if (name !== undefined) return namedTarget(report, prop, { name, tier }, cluster);
  const tiers = [...cluster.tiers.keys()].sort();
  const near = nearestNames(tier, tiers).map((one) => `'${one}'`);
  report({
    code: 'unknown-storage-tier',
    prop,
    value: tier,
    message: `must be a storage tier of cluster '${cluster.name}'${tiers.length === 0 ? ', which has none' : ` (${tiers.join(', ')})`}`,
    remedy: `${near.length === 0 ? 'Add' : `Write ${joinOr(near)}, the nearest, or add`} the tier under tiers in the settings of the cluster`,
  });
  return UNKNOWN;
}

/** A class by its name, which a tier may stand for. */
interface NamedClass {
  readonly name: string;
  readonly tier?: string;
}

function namedTarget(report: Report, prop: string, { name, tier }: NamedClass, cluster: ClusterKnowledge): Target {
  const found = cluster.classes.find((one) => one.name === name);
  if (found !== undefined) {
    return classTarget(found, `storage class '${name}'${tier === undefined ? '' : ` (tier '${tier}')`}`, cluster);
  }
  if (cluster.from === 'nowhere') return UNKNOWN;
  const names = cluster.classes.map((one) => one.name).sort();
  const near = nearestNames(name, names).map((one) => `'${one}'`);
  const subject =
    tier === undefined ? `storage class '${name}'` : `tier '${tier}' means storage class '${name}', which`;
  if (cluster.from === 'catalogue') {
    const nearest = near.length === 0 ? '' : `; the nearest ${near.length === 1 ? 'is' : 'are'} ${joinOr(near, 'and')}`;
    report({
      code: 'storage-class-not-in-catalogue',
      prop,
      message: `${subject} is unusual for clusters of this platform, so nothing could be checked for cluster '${cluster.name}'${nearest}`,
    });
    return UNKNOWN;
  }
  const list =
    names.length === 0
      ? 'which has none'
      : names.length > 8
        ? `which has ${names.length}`
        : `which has ${joinOr(names, 'and')}`;
  const change = tier === undefined ? 'write' : `correct tiers.${tier} in its settings to`;
  report({
    code: 'unknown-storage-class',
    prop,
    value: tier === undefined ? name : undefined,
    message:
      tier === undefined
        ? `must be a storage class of cluster '${cluster.name}', ${list}`
        : `${subject} cluster '${cluster.name}' does not have`,
    remedy: `${capital(near.length === 0 ? 'name one of its classes' : `${change} ${joinOr(near)}, the nearest`)}, or capture the cluster again if the class is new`,
  });
  return UNKNOWN;
}

function classTarget(storageClass: StorageClassProps, title: string, cluster: ClusterKnowledge): TargetClass {
  const provisioner = cluster.provisioner(storageClass.provisioner);
  return {
    kind: 'class',
    storageClass,
    provisioner,
    title: `${title} of cluster '${cluster.name}' (${provisioner?.title ?? storageClass.provisioner})`,
  };
}
