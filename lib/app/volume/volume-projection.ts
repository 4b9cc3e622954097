import { guardFactories } from '../../shape/factories';
import type { VolumeFile } from './volume-options';
import type { Wire } from '../base/wire';

/** A token of the pod's service account for one audience. */
export interface ServiceAccountTokenOptions {
  /** Whom the token is for. @default - the API server */
  readonly audience?: string;
  /** How long a token holds, at least 600. @default 3600 */
  readonly expirationSeconds?: number;
}

/** A resource of a container as a file. */
export interface ResourceFileOptions {
  /** Whose resource; required, as a file belongs to no container. */
  readonly containerName: string;
  /** The unit, as a quantity. @default '1' */
  readonly divisor?: string;
  /** Permissions of the file. @default - the volume's */
  readonly mode?: number;
}

/** One source of a projected volume. */
export class VolumeProjection {
  public static configMap(name: string, options: ProjectedFiles = {}): VolumeProjection {
    return new VolumeProjection({ configMap: { name, items: options.items, optional: options.optional } });
  }

  public static secret(name: string, options: ProjectedFiles = {}): VolumeProjection {
    return new VolumeProjection({ secret: { name, items: options.items, optional: options.optional } });
  }

  /** A field of the pod, such as `metadata.labels`, as a file. */
  public static field(path: string, fieldPath: string, mode?: number): VolumeProjection {
    return new VolumeProjection({ downwardAPI: { items: [{ path, fieldRef: { fieldPath }, mode }] } });
  }

  /** A resource of a container, such as `limits.cpu`, as a file. */
  public static resource(path: string, resource: string, options: ResourceFileOptions): VolumeProjection {
    const { containerName, divisor, mode } = options;
    return new VolumeProjection({
      downwardAPI: { items: [{ path, resourceFieldRef: { containerName, resource, divisor }, mode }] },
    });
  }

  /** Several fields and resources as one source. */
  public static downwardApi(items: VolumeProjection[]): VolumeProjection {
    return new VolumeProjection({ downwardAPI: { items: downwardFiles(items) } });
  }

  /** A token of the service account, renewed while the pod runs. */
  public static serviceAccountToken(path: string, options: ServiceAccountTokenOptions = {}): VolumeProjection {
    const { audience, expirationSeconds } = options;
    return new VolumeProjection({ serviceAccountToken: { path, audience, expirationSeconds } });
  }

  /** The certificates of a ClusterTrustBundle, by its name. Kubernetes 1.37 and later. */
  public static clusterTrustBundle(path: string, name: string, optional?: boolean): VolumeProjection {
    return new VolumeProjection({ clusterTrustBundle: { path, name, optional } });
  }

  private constructor(private readonly source: Wire) {}

  /** @internal */
  public _render(): Wire {
    return this.source;
  }
}

guardFactories('VolumeProjection', VolumeProjection);

/** Which keys of a ConfigMap or Secret a projected volume has. */
export interface ProjectedFiles {
  /** Only these keys, under these paths. @default - every key under its own name */
  readonly items?: VolumeFile[];
  /** Whether the pod starts without the object. @default false */
  readonly optional?: boolean;
}

export function projectionOf(projection: VolumeProjection): Wire {
  return projection._render();
}

/** The files of sources that are fields and resources. */
export function downwardFiles(items: readonly VolumeProjection[]): Wire[] {
  return items.flatMap((item) => (item._render()['downwardAPI'] as { items: Wire[] } | undefined)?.items ?? []);
}
