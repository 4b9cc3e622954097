import { knowFactories, knowMembers } from '../shape/known-names';
import { dnsSubdomainFault } from '../kubernetes/names';
import { parseQuantity } from '../kubernetes/quantity';
import { UserError } from '../messages/user-error';
import { ACCESS_MODES } from './access-mode';
import { clusterFolders, readClusterFiles, readClusterFolder } from './cluster-files';
import { clusterKnowledge, type ClusterKnowledge } from './cluster-knowledge';
import type { ClusterFiles, ClusterProps, ClusterSettings } from './cluster-props';
import { minorVersion } from '../kubernetes/versions';
import { didYouMean, joinOr } from '../messages/nearest-names';
import { requireArgument, requireProps } from '../shape/require-props';
import { StructType } from '../shape/type';
import { fileNameFault } from './file-name';
import { Platform } from './platform';
import { StorageClassRef, StorageClassRefKind } from './storage-class-ref';
import { ACKNOWLEDGEABLE } from '../messages/synth-codes';

const CLUSTER_NAME = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;

/**
 * One target of synthesis: its Kubernetes version, its DNS domain, and the storage classes that it offers. What is not known
 * of it stays unknown: no error or warning is made of a guess.
 */
export class Cluster {
  /**
   * The cluster that a folder describes: `storage-classes.yaml` as `kubectl get storageclass -o yaml` prints it,
   * `volume-snapshot-classes.yaml` likewise, and the hand-written `cluster.yaml`. Its name is the folder's.
   *
   * @throws an error that names the file and what is wrong in it
   */
  public static fromFolder(path: string): Cluster {
    return new Cluster(readClusterFolder(requireArgument('Cluster.fromFolder', 'path', path, 'string')));
  }

  /**
   * The cluster that files anywhere describe.
   *
   * @throws an error that names the file and what is wrong in it
   */
  public static fromFiles(files: ClusterFiles): Cluster {
    return new Cluster(readClusterFiles(requireProps('Cluster.fromFiles', files, StructType.of('ClusterFiles'))));
  }

  /**
   * Every cluster that has a folder in this folder, by name.
   *
   * @throws an error that names the file and what is wrong in it
   */
  public static allIn(folder: string): Cluster[] {
    return clusterFolders(requireArgument('Cluster.allIn', 'folder', folder, 'string')).map((path) =>
      Cluster.fromFolder(path),
    );
  }

  /**
   * A cluster described in code.
   *
   * @throws an error that names the prop and what is wrong with it
   */
  public static of(props: ClusterProps): Cluster {
    return new Cluster(requireProps('Cluster.of', props, StructType.of('ClusterProps')));
  }

  /**
   * A cluster of which only the platform is known: the built-in catalogue says which classes such clusters usually have.
   *
   * @throws an error that names the prop and what is wrong with it
   */
  public static onPlatform(kind: Platform, settings: ClusterSettings = {}): Cluster {
    const given = requireProps<ClusterSettings>('Cluster.onPlatform', settings, StructType.of('ClusterSettings'));
    const platform = requireArgument<Platform>('Cluster.onPlatform', 'kind', kind, 'E:Platform');
    return new Cluster({ ...given, platform, name: platform });
  }

  /** Name of the cluster. */
  public readonly name: string;
  /** Minor version of its API server, `1.37`; undefined where it is not known. */
  public readonly kubernetesVersion?: string;
  /** Where it runs; undefined where it is not known. */
  public readonly platform?: Platform;
  /** DNS domain of the cluster. */
  public readonly clusterDomain: string;

  /** @internal */
  public readonly _knowledge: ClusterKnowledge;

  private constructor(props: ClusterProps) {
    check(props);
    this.name = props.name;
    this.kubernetesVersion = props.kubernetesVersion === undefined ? undefined : minorVersion(props.kubernetesVersion);
    this.platform = props.platform;
    this.clusterDomain = props.clusterDomain ?? 'cluster.local';
    this._knowledge = clusterKnowledge({ ...props, kubernetesVersion: this.kubernetesVersion });
  }

  /** Names of its tiers, sorted. */
  public get tierNames(): string[] {
    return [...this._knowledge.tiers.keys()].sort();
  }

  /** Names of the storage classes that are known of it, sorted. */
  public get storageClassNames(): string[] {
    return this._knowledge.classes.map(({ name }) => name).sort();
  }

  /**
   * The reference with a tier replaced by the class that it stands for here; every other reference as it is.
   *
   * @throws an error with the nearest names where the cluster has no such tier
   */
  public resolve(storageClass: StorageClassRef): StorageClassRef {
    requireArgument(`Cluster '${this.name}'`, 'storageClass', storageClass, 'C:StorageClassRef');
    if (storageClass.kind !== StorageClassRefKind.TIER || storageClass.tierName === undefined) {
      return storageClass;
    }
    const className = this._knowledge.tiers.get(storageClass.tierName);
    if (className === undefined) {
      const near = didYouMean(storageClass.tierName, this.tierNames);
      const known = this.tierNames.length === 0 ? 'has no tiers' : `has the tiers ${joinOr(this.tierNames, 'and')}`;
      throw new UserError(
        `Cluster '${this.name}' ${known}, not '${storageClass.tierName}'${near === '' ? '' : `: ${near}`}`,
      );
    }
    return StorageClassRef.named(className);
  }

  /** For messages: `cluster 'production'`. */
  public toString(): string {
    return `cluster '${this.name}'`;
  }
}

function check(props: ClusterProps): void {
  const fail = (message: string): never => {
    throw new UserError(`Cluster '${props.name}': ${message}`);
  };
  if (!CLUSTER_NAME.test(props.name)) {
    fail('name must consist of letters, digits, hyphens, dots and underscores, because a folder gets this name');
  }
  const nameFault = fileNameFault(props.name);
  if (nameFault !== undefined) fail(`the name ${nameFault}, and a folder gets this name`);
  if (props.kubernetesVersion !== undefined && minorVersion(props.kubernetesVersion) === undefined) {
    fail(`kubernetesVersion must be a version such as '1.37', not '${props.kubernetesVersion}'`);
  }
  if (props.platform !== undefined && !Object.values(Platform).includes(props.platform)) {
    fail(`platform must be one of ${Object.values(Platform).join(', ')}, not '${String(props.platform)}'`);
  }
  const domainFault = props.clusterDomain === undefined ? undefined : dnsSubdomainFault(props.clusterDomain);
  if (domainFault !== undefined) {
    fail(`clusterDomain ${domainFault}, not '${props.clusterDomain ?? ''}'`);
  }
  for (const [tier, className] of Object.entries(props.tiers ?? {})) {
    const fault = dnsSubdomainFault(className);
    if (fault !== undefined) {
      fail(`tiers.${tier} must name a storage class, which ${fault}, not '${className}'`);
    }
  }
  for (const { provisioner, accessModes, blockAccessModes, minimumSize } of props.provisioners ?? []) {
    const wrong = [...(accessModes ?? []), ...(blockAccessModes ?? [])].find(
      (mode) => !ACCESS_MODES.some((known) => known === mode),
    );
    if (wrong !== undefined) {
      fail(`provisioners[${provisioner}] has access mode '${wrong}', which is none of ${ACCESS_MODES.join(', ')}`);
    }
    if (minimumSize !== undefined && parseQuantity(minimumSize) === undefined) {
      fail(`provisioners[${provisioner}].minimumSize must be a quantity such as '10Gi', not '${minimumSize}'`);
    }
  }
  for (const { code, reason } of props.acknowledge ?? []) {
    if (reason.trim() === '') {
      fail(`acknowledge[${code}] has no reason. Say why the warning is fine here`);
    }
    if (!ACKNOWLEDGEABLE.includes(code)) {
      const near = didYouMean(code, ACKNOWLEDGEABLE);
      fail(`acknowledge[${code}] is not the code of a warning${near === '' ? '' : `: ${near}`}`);
    }
  }
}

knowFactories('Cluster', Cluster);
knowMembers('Cluster', Cluster);
