import type { Acknowledgement } from './acknowledgement';
import { platformClasses } from './catalogue';
import type { ClusterProps } from './cluster-props';
import { provisionerFacts } from './provisioner-lookup';
import type { ProvisionerProps } from './provisioner-props';
import type { ProvisionerFacts } from './provisioner-facts';
import { effectiveDefault } from './default-class';
import type { StorageClassProps, VolumeSnapshotClassProps } from './storage-class';

/** How the class list came about, which decides how firmly it may be spoken of. */
export type KnownFrom =
  /** The cluster itself was asked: what is not listed does not exist. */
  | 'cluster'
  /** The built-in catalogue: what is not listed may exist. */
  | 'catalogue'
  /** Nothing is known. */
  | 'nowhere';

/** The default class of a cluster, as far as it is known. */
export type DefaultClass =
  | { readonly known: 'unknown' }
  | { readonly known: 'none'; readonly why: string }
  /** `effective` is undefined where there are several and their ages are not known. */
  | { readonly known: 'some'; readonly effective?: StorageClassProps; readonly all: readonly StorageClassProps[] };

/** All that checks ask of a cluster. */
export interface ClusterKnowledge {
  readonly name: string;
  readonly from: KnownFrom;
  readonly classes: readonly StorageClassProps[];
  readonly defaultClass: DefaultClass;
  /** Undefined where nobody looked. */
  readonly snapshotClasses?: readonly VolumeSnapshotClassProps[];
  readonly tiers: ReadonlyMap<string, string>;
  readonly acknowledge: readonly Acknowledgement[];
  readonly provisioner: (name: string) => ProvisionerFacts | undefined;
}

export function clusterKnowledge(props: ClusterProps): ClusterKnowledge {
  const overrides: readonly ProvisionerProps[] = props.provisioners ?? [];
  const common = {
    name: props.name,
    snapshotClasses: props.volumeSnapshotClasses,
    tiers: new Map(Object.entries(props.tiers ?? {})),
    acknowledge: props.acknowledge ?? [],
    provisioner: (name: string): ProvisionerFacts | undefined => provisionerFacts(name, overrides),
  };
  if (props.storageClasses !== undefined) {
    const classes = props.storageClasses;
    return { ...common, from: 'cluster', classes, defaultClass: defaultOf(classes) };
  }
  if (props.platform !== undefined) {
    const { classes, hasDefault, whyNoDefault } = platformClasses(props.platform, props.kubernetesVersion);
    const defaultClass: DefaultClass =
      hasDefault === 'yes'
        ? defaultOf(classes)
        : hasDefault === 'no'
          ? { known: 'none', why: `${whyNoDefault ?? ''} (built-in catalogue; the cluster itself was not captured)` }
          : { known: 'unknown' };
    return { ...common, from: 'catalogue', classes, defaultClass };
  }
  return { ...common, from: 'nowhere', classes: [], defaultClass: { known: 'unknown' } };
}

function defaultOf(classes: readonly StorageClassProps[]): DefaultClass {
  const all = classes.filter(({ isDefault }) => isDefault === true);
  if (all.length > 0) {
    return { known: 'some', all, effective: effectiveDefault(classes) };
  }
  if (classes.some(({ isDefault }) => isDefault === undefined)) {
    return { known: 'unknown' };
  }
  return {
    known: 'none',
    why: classes.length === 0 ? 'it has no storage class at all' : 'none of its classes is marked as the default',
  };
}
