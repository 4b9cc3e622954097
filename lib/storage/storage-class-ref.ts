import { knowValues } from '../shape/known-names';
import { guardFactories } from '../shape/factories';
import { misused } from '../shape/misuse';
import { UserError } from '../messages/user-error';
import { dnsSubdomainFault } from '../kubernetes/names';

/** The four things that a claim can say about its storage class. */
export enum StorageClassRefKind {
  /** Says nothing: the cluster's default class at the time when the claim is made. */
  CLUSTER_DEFAULT = 'cluster-default',
  /** One class, by its name. */
  NAMED = 'named',
  /** No class (`storageClassName: ""`): nothing makes a volume, the claim waits for one that exists. */
  NONE = 'none',
  /** A name of the team's own, which each cluster maps to one of its classes. */
  TIER = 'tier',
}

knowValues('StorageClassRefKind', StorageClassRefKind);

/**
 * Which storage class a claim asks for. Left out, named and none are three different things to Kubernetes, so they are three
 * different values here; a tier becomes a named class once the cluster is known (`Cluster.resolve`).
 */
export class StorageClassRef {
  /**
   * The default class of the cluster: `storageClassName` is left out. A cluster without a default class leaves such a claim
   * Pending until it gets one.
   */
  public static clusterDefault(): StorageClassRef {
    return new StorageClassRef(StorageClassRefKind.CLUSTER_DEFAULT);
  }

  /**
   * The class of this name. A name that Kubernetes rejects is an error of the app that uses it.
   */
  public static named(className: string): StorageClassRef {
    const named = new StorageClassRef(StorageClassRefKind.NAMED, className);
    const fault = dnsSubdomainFault(className);
    if (fault === undefined) return named;
    const remedy =
      className === '' ? 'Write StorageClassRef.none() for no class, or clusterDefault() for the default' : undefined;
    return misused(named, [{ code: 'storage-class-name-invalid', prop: '', value: className, message: fault, remedy }]);
  }

  /** No class: `storageClassName: ""`. No volume is made for the claim; somebody has to provide one. */
  public static none(): StorageClassRef {
    return new StorageClassRef(StorageClassRefKind.NONE);
  }

  /**
   * The class that the cluster's `tiers` give this name. An empty name is an error of the app that uses it.
   */
  public static tier(tierName: string): StorageClassRef {
    const tier = new StorageClassRef(StorageClassRefKind.TIER, tierName);
    if (tierName.trim() !== '') return tier;
    const remedy = "Write a tier of your clusters, such as 'fast'";
    const message = 'the tier has no name';
    return misused(tier, [{ code: 'storage-class-name-invalid', prop: '', value: tierName, message, remedy }]);
  }

  /** Which of the four it is. */
  public readonly kind: StorageClassRefKind;

  private readonly name: string;

  private constructor(kind: StorageClassRefKind, name = '') {
    this.kind = kind;
    this.name = name;
  }

  /**
   * What `storageClassName` becomes: undefined (left out) for the default, `''` for none, else the name.
   *
   * @throws an error for a tier, which only a cluster can resolve
   */
  public get className(): string | undefined {
    switch (this.kind) {
      case StorageClassRefKind.CLUSTER_DEFAULT:
        return undefined;
      case StorageClassRefKind.NONE:
        return '';
      case StorageClassRefKind.NAMED:
        return this.name;
      case StorageClassRefKind.TIER:
        throw new UserError(
          `${this.toString()} has no class name before a cluster resolves it: call cluster.resolve(...)`,
        );
    }
  }

  /** The name of the tier; undefined for the other kinds. */
  public get tierName(): string | undefined {
    return this.kind === StorageClassRefKind.TIER ? this.name : undefined;
  }

  /** Whether both say the same. A tier never equals the class it stands for. */
  public isSameAs(other: StorageClassRef): boolean {
    return this.kind === other.kind && this.name === other.name;
  }

  /** For messages: `storage class 'gp3'`, `storage tier 'fast'`, `the cluster's default storage class`, `no storage class`. */
  public toString(): string {
    switch (this.kind) {
      case StorageClassRefKind.CLUSTER_DEFAULT:
        return "the cluster's default storage class";
      case StorageClassRefKind.NONE:
        return 'no storage class';
      case StorageClassRefKind.NAMED:
        return `storage class '${this.name}'`;
      case StorageClassRefKind.TIER:
        return `storage tier '${this.name}'`;
    }
  }
}

guardFactories('StorageClassRef', StorageClassRef);
