import type { ClaimRequest, StorageDiagnostic } from './claim-request';
import type { ClusterKnowledge } from './cluster-knowledge';
import { joinOr, nearestNames } from '../messages/nearest-names';
import type { ProvisionerFacts } from './provisioner-facts';
import type { StorageClassProps } from './storage-class';
import { type StorageClassRef, StorageClassRefKind } from './storage-class-ref';

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

/** Which class a claim gets on a cluster, and what is wrong with its choice. */
export function targetOf(
  request: ClaimRequest,
  cluster: ClusterKnowledge,
): { readonly target: Target; readonly diagnostics: StorageDiagnostic[] } {
  const prop = `${request.prop}.storageClass`;
  const ref = request.storageClass;
  switch (ref.kind) {
    case StorageClassRefKind.NONE:
      return { target: { kind: 'none' }, diagnostics: [] };
    case StorageClassRefKind.CLUSTER_DEFAULT:
      return defaultTarget(prop, cluster);
    case StorageClassRefKind.NAMED:
      return namedTarget(prop, ref.className ?? '', undefined, cluster);
    case StorageClassRefKind.TIER:
      return tierTarget(prop, ref, cluster);
  }
}

function defaultTarget(prop: string, cluster: ClusterKnowledge): ReturnType<typeof targetOf> {
  const found = cluster.defaultClass;
  if (found.known === 'unknown') {
    return { target: { kind: 'unknown' }, diagnostics: [] };
  }
  if (found.known === 'none') {
    const names = cluster.classes.map(({ name }) => `'${name}'`).sort();
    const message = `cluster '${cluster.name}' has no default storage class: ${found.why}. The claim stays Pending until there is one`;
    const remedy = defaultRemedy(names, cluster);
    return {
      target: { kind: 'unknown' },
      diagnostics: [{ severity: 'error', code: 'no-default-storage-class', prop, message, remedy }],
    };
  }
  const diagnostics: StorageDiagnostic[] = [];
  if (found.all.length > 1) {
    const names = found.all.map(({ name }) => `'${name}'`).sort();
    const winner =
      found.effective === undefined
        ? 'the claim gets the newest, and their ages are not known'
        : `the claim gets '${found.effective.name}', the newest, until a newer one is marked`;
    diagnostics.push({
      severity: 'warning',
      code: 'several-default-storage-classes',
      prop,
      message: `cluster '${cluster.name}' has ${found.all.length} default storage classes (${names.join(', ')}): ${winner}`,
      remedy: 'Name the class that you want, or leave one default class in the cluster',
    });
  }
  return found.effective === undefined
    ? { target: { kind: 'unknown' }, diagnostics }
    : {
        target: classTarget(found.effective, `the default storage class '${found.effective.name}'`, cluster),
        diagnostics,
      };
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

function tierTarget(prop: string, ref: StorageClassRef, cluster: ClusterKnowledge): ReturnType<typeof targetOf> {
  const tier = ref.tierName ?? '';
  const className = cluster.tiers.get(tier);
  if (className !== undefined) {
    return namedTarget(prop, className, tier, cluster);
  }
  const tiers = [...cluster.tiers.keys()].sort();
  const near = nearestNames(tier, tiers).map((name) => `'${name}'`);
  return {
    target: { kind: 'unknown' },
    diagnostics: [
      {
        severity: 'error',
        code: 'unknown-storage-tier',
        prop,
        value: tier,
        message: `must be a storage tier of cluster '${cluster.name}'${tiers.length === 0 ? ', which has none' : ` (${tiers.join(', ')})`}`,
        remedy: `${near.length === 0 ? 'Add' : `Write ${joinOr(near)}, the nearest, or add`} the tier under tiers in the settings of the cluster`,
      },
    ],
  };
}

function namedTarget(
  prop: string,
  name: string,
  tier: string | undefined,
  cluster: ClusterKnowledge,
): ReturnType<typeof targetOf> {
  const found = cluster.classes.find((one) => one.name === name);
  if (found !== undefined) {
    const title = `storage class '${name}'${tier === undefined ? '' : ` (tier '${tier}')`}`;
    return { target: classTarget(found, title, cluster), diagnostics: [] };
  }
  const target: Target = { kind: 'unknown' };
  if (cluster.from === 'nowhere') {
    return { target, diagnostics: [] };
  }
  const names = cluster.classes.map((one) => one.name).sort();
  const near = nearestNames(name, names).map((one) => `'${one}'`);
  const nearest = near.length === 0 ? '' : `the nearest ${near.length === 1 ? 'is' : 'are'} ${joinOr(near, 'and')}`;
  const subject = tier === undefined ? '' : `tier '${tier}' stands for storage class '${name}', which `;
  if (cluster.from === 'catalogue') {
    return {
      target,
      diagnostics: [
        {
          severity: 'warning',
          code: 'storage-class-not-in-catalogue',
          prop,
          message: `${subject === '' ? `storage class '${name}' ` : subject}is none that clusters of this platform usually have, so nothing could be checked for cluster '${cluster.name}'${nearest === '' ? '' : `; ${nearest}`}`,
          remedy: 'Correct the name, or capture the cluster: stateful-web-app capture',
        },
      ],
    };
  }
  const list =
    names.length === 0
      ? 'which has none'
      : names.length > 8
        ? `which has ${names.length}`
        : `which has ${joinOr(names, 'and')}`;
  return {
    target,
    diagnostics: [
      {
        severity: 'error',
        code: 'unknown-storage-class',
        prop,
        value: tier === undefined ? name : undefined,
        message:
          tier === undefined
            ? `must be a storage class of cluster '${cluster.name}', ${list}`
            : `${subject}cluster '${cluster.name}' does not have`,
        remedy: `${capital(nearest === '' ? 'name one of its classes' : `${tier === undefined ? 'write' : `correct tiers.${tier} in its settings to`} ${joinOr(near)}, the nearest`)}, or capture the cluster again if the class is new`,
      },
    ],
  };
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

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
