import { knowValues } from '../../shape/known-names';
import { createHash } from 'node:crypto';
import * as path from 'node:path';
import { DNS_LABEL_MAX } from '../../kubernetes/names';
import type { Report } from '../../messages/problem';
import { omitIfNone, type Wire } from '../base/wire';

/** Which mounts that are made later, in the container or on the node, the other side sees. */
export enum MountPropagation {
  /** None. */
  NONE = 'None',
  /** The container sees those of the node. */
  HOST_TO_CONTAINER = 'HostToContainer',
  /** Both see those of the other; for privileged containers only. */
  BIDIRECTIONAL = 'Bidirectional',
}

knowValues('MountPropagation', MountPropagation);

/** Where a container sees a claim or a volume of the app. */
export interface VolumeMount {
  /** Name of the claim or volume. */
  readonly name: string;
  /** Absolute path in the container. */
  readonly mountPath: string;
  /** A folder or file of the volume, instead of its root; a folder is made when missing. @default - the root */
  readonly subPath?: string;
  /** The same with environment variables in it, such as `$(POD_NAME)`, instead of `subPath`. @default - the root */
  readonly subPathExpr?: string;
  /** @default false */
  readonly readOnly?: boolean;
  /** `Enabled`: what is mounted below a read-only volume is read-only too. Kubernetes 1.31 and later. @default 'Disabled' */
  readonly recursiveReadOnly?: string;
  /** @default MountPropagation.NONE */
  readonly mountPropagation?: MountPropagation;
}

/** Where a container sees a raw block device. */
export interface DeviceMount {
  /** Name of the claim or volume. */
  readonly name: string;
  /** Absolute path in the container. */
  readonly devicePath: string;
}

/** A mount with where its author wrote it. */
export interface PlacedMount extends VolumeMount {
  /** The prop that has the path. */
  readonly pathProp: string;
  /** What stands before the names of its other props: `mounts[0].`. */
  readonly prefix: string;
}

/**
 * The volume of a writable path: `/var/cache/nginx` → `writable-var-cache-nginx`. A path that is not told apart by such a name has
 * a hash at its end. Containers beside the app's own have volumes of their own: two programs that share a /tmp surprise each other.
 */
export function writableVolumeName(mountPath: string, container?: string): string {
  const slug = mountPath
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  const name = container === undefined ? `writable-${slug}` : `${container}-writable-${slug}`;
  if (`/${slug.replaceAll('-', '/')}` === mountPath && name.length <= DNS_LABEL_MAX) {
    return name;
  }
  const hash = createHash('sha256').update(mountPath).digest('hex').slice(0, 8);
  return `${name.slice(0, DNS_LABEL_MAX - 9)}-${hash}`;
}

const LEAVES = /(?:^|\/)\.\.(?:\/|$)/;
/** The root itself, which no container starts with, or a character that no runtime takes. */
const NO_FOLDER = /^\/+$|[:\0-\x1f\x7f]/;

/**
 * Kubernetes accepts a relative path and takes it from the root, and `/data` beside `/data/`; both are mistakes that show only in
 * the running container, so they are refused here.
 */
export function checkMounts(report: Report, mounts: readonly PlacedMount[]): void {
  const seen = new Map<string, string>();
  for (const { pathProp: prop, prefix, mountPath, subPath, subPathExpr } of mounts) {
    if (!mountPath.startsWith('/')) {
      report({
        code: 'mount-path-relative',
        prop,
        value: mountPath,
        message: 'must be absolute',
        remedy: `Write '/${mountPath}'`,
      });
    } else if (NO_FOLDER.test(mountPath) || LEAVES.test(mountPath)) {
      report({
        code: 'mount-path-invalid',
        prop,
        value: mountPath,
        message: 'must be a folder below the root, without a colon, a control character or ..',
      });
    }
    if (subPath !== undefined && (subPath.startsWith('/') || LEAVES.test(subPath))) {
      report({
        code: 'sub-path-invalid',
        prop: `${prefix}subPath`,
        value: subPath,
        message: 'must be a relative path without ..',
      });
    }
    if (subPath !== undefined && subPathExpr !== undefined) {
      report({
        code: 'sub-path-invalid',
        prop: `${prefix}subPathExpr`,
        value: subPathExpr,
        message: 'must not be given beside subPath',
        remedy: 'Keep one of the two',
      });
    }
    const normal = normalPath(mountPath);
    const other = seen.get(normal);
    if (other !== undefined) {
      report({
        code: 'mount-path-duplicate',
        prop,
        value: mountPath,
        message: `is the path of \`${other}\` too, and one would hide the other`,
      });
    }
    seen.set(normal, prop);
  }
}

export function renderMounts(mounts: readonly VolumeMount[]): readonly Wire[] | undefined {
  return omitIfNone(
    mounts.map(({ name, mountPath, subPath, subPathExpr, readOnly, recursiveReadOnly, mountPropagation }) => ({
      name,
      mountPath,
      subPath,
      subPathExpr,
      readOnly,
      recursiveReadOnly,
      mountPropagation,
    })),
  );
}

/** The path under which the container sees the folder. */
function normalPath(mountPath: string): string {
  return /\/[./]|\/$/.test(mountPath) ? path.posix.normalize(mountPath).replace(/(.)\/$/, '$1') : mountPath;
}
