import { guardFactories } from '../../shape/factories';
import { k8s } from 'cdk8s-plus-27';
import { dnsLabelFault } from '../../kubernetes/names';
import type { Report } from '../../messages/problem';
import { checkName } from '../base/problem';
import { downwardFiles, projectionOf, type VolumeProjection } from './volume-projection';
import {
  type ClaimVolumeOptions,
  type CsiVolumeOptions,
  type EmptyDirOptions,
  type EphemeralVolumeOptions,
  type FileVolumeOptions,
  type ImageVolumeOptions,
  type NfsVolumeOptions,
  renderEphemeralClaim,
  renderFiles,
} from './volume-options';
import type { Wire } from '../base/wire';

/**
 * A volume of the pod that is no claim of its own: what it holds is shared, made anew for each pod, or comes from the cluster.
 * Containers see it through `mounts`.
 */
export class Volume {
  /** The keys of a ConfigMap as files. */
  public static configMap(name: string, configMapName: string, options: FileVolumeOptions = {}): Volume {
    return new Volume(name, { configMap: { name: configMapName, ...renderFiles(options) } });
  }

  /** The keys of a Secret as files. */
  public static secret(name: string, secretName: string, options: FileVolumeOptions = {}): Volume {
    return new Volume(name, { secret: { secretName, ...renderFiles(options) } });
  }

  /** ConfigMaps, Secrets, fields of the pod and tokens in one folder. */
  public static projected(name: string, sources: VolumeProjection[], defaultMode?: number): Volume {
    return new Volume(name, { projected: { sources: sources.map(projectionOf), defaultMode } });
  }

  /** Fields and resources of the pod as files: sources that are of `VolumeProjection.field` and `.resource`. */
  public static downwardApi(name: string, items: VolumeProjection[], defaultMode?: number): Volume {
    return new Volume(name, { downwardAPI: { items: downwardFiles(items), defaultMode } });
  }

  /** An empty folder that lives as long as the pod: what is written there is lost with it. */
  public static emptyDir(name: string, options: EmptyDirOptions = {}): Volume {
    return new Volume(name, { emptyDir: { medium: options.medium, sizeLimit: options.sizeLimit } });
  }

  /** A claim that exists. All pods of the app share it, so its access mode must let them. */
  public static existingClaim(name: string, claimName: string, options: ClaimVolumeOptions = {}): Volume {
    const source = { persistentVolumeClaim: { claimName, readOnly: options.readOnly } };
    return new Volume(name, source, { name: claimName, accessModes: options.accessModes });
  }

  /** A claim that is made with each pod and deleted with it. */
  public static ephemeral(name: string, options: EphemeralVolumeOptions): Volume {
    return new Volume(name, { ephemeral: { volumeClaimTemplate: renderEphemeralClaim(options) } });
  }

  /** A path of the node. It is another one on each node, and whoever writes there can take over the node: level PRIVILEGED only. */
  public static hostPath(name: string, path: string, type?: string): Volume {
    return new Volume(name, { hostPath: { path, type } });
  }

  /** A share of an NFS server. */
  public static nfs(name: string, server: string, path: string, options: NfsVolumeOptions = {}): Volume {
    return new Volume(name, { nfs: { server, path, readOnly: options.readOnly } });
  }

  /** A volume that a CSI driver makes with each pod, such as one of secrets-store.csi.k8s.io. */
  public static csi(name: string, driver: string, options: CsiVolumeOptions = {}): Volume {
    const { readOnly, fsType, volumeAttributes, nodePublishSecretName } = options;
    return new Volume(name, {
      csi: {
        driver,
        readOnly,
        fsType,
        volumeAttributes,
        nodePublishSecretRef: nodePublishSecretName === undefined ? undefined : { name: nodePublishSecretName },
      },
    });
  }

  /** The files of an image, read-only. Kubernetes 1.35 and later. */
  public static image(name: string, reference: string, options: ImageVolumeOptions = {}): Volume {
    return new Volume(name, { image: { reference, pullPolicy: options.pullPolicy } });
  }

  /** Any other kind that Kubernetes 1.27 knows, such as `iscsi` or `cephfs`. */
  public static other(volume: k8s.Volume): Volume {
    const { name, ...source } = k8s.toJson_Volume(volume) as { name: string } & Wire;
    return new Volume(name, source);
  }

  private constructor(
    /** Name of the volume in the pod, by which mounts refer to it. */
    public readonly name: string,
    private readonly source: Wire,
    /** The claim that exists, with the access modes that it is said to have. @internal */
    public readonly _claim?: { readonly name: string; readonly accessModes?: readonly string[] },
  ) {}

  /** Which kind of source it has: `configMap`, `hostPath`, … @internal */
  public get _kind(): string {
    return Object.keys(this.source)[0] ?? 'emptyDir';
  }

  /** @internal */
  public _check(report: Report, prop: string): void {
    checkName(report, { code: 'volume-name-invalid', prop, value: this.name, fault: dnsLabelFault(this.name) });
  }

  /** @internal */
  public _render(): Wire {
    return { name: this.name, ...this.source };
  }
}

guardFactories('Volume', Volume);
