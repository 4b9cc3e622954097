/**
 * Which storage class provides a claim's volumes. The cluster's default, a class by name and none are three different things
 * in Kubernetes, and three different values here.
 */
export class StorageClassRef {
  /** The cluster's default class. On a cluster without one the claim stays pending for ever. */
  public static clusterDefault(): StorageClassRef {
    return new StorageClassRef(undefined);
  }

  /** The class with this name. */
  public static named(name: string): StorageClassRef {
    return new StorageClassRef(name);
  }

  /** No class, so no dynamic provisioning: the claim waits for a volume that somebody made by hand. */
  public static none(): StorageClassRef {
    return new StorageClassRef('');
  }

  /** What stands in `storageClassName`: nothing for the cluster's default, `''` for none. */
  public readonly className?: string;

  private constructor(className: string | undefined) {
    this.className = className;
  }
}
