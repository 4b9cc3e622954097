import { k8s } from 'cdk8s-plus-27';
import { createHash } from 'node:crypto';
import * as path from 'node:path';
import { DNS_LABEL_MAX } from '../kubernetes/names';
import type { Problem } from './problem';

/** Where a container sees a claim of the app. */
export interface VolumeMount {
  /** Name of the claim. */
  readonly name: string;
  /** Absolute path in the container. */
  readonly mountPath: string;
  /** A folder of the volume, instead of its root; made when missing. @default - the root */
  readonly subPath?: string;
  /** @default false */
  readonly readOnly?: boolean;
}

/** A mount with where its author wrote it. */
export interface PlacedMount extends VolumeMount {
  readonly prop: string;
}

/**
 * The volume of a writable path: `/var/cache/nginx` → `writable-var-cache-nginx`. A path that is not told apart by such a name has
 * a hash at its end.
 */
export function writableVolumeName(mountPath: string): string {
  const slug = mountPath
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  const name = `writable-${slug}`;
  if (`/${slug.replaceAll('-', '/')}` === mountPath && name.length <= DNS_LABEL_MAX) {
    return name;
  }
  const hash = createHash('sha256').update(mountPath).digest('hex').slice(0, 8);
  return `${name.slice(0, DNS_LABEL_MAX - 9)}-${hash}`;
}

/**
 * Kubernetes accepts a relative path and takes it from the root, and `/data` beside `/data/`; both are mistakes that show only in
 * the running container, so they are refused here.
 */
export function* checkMounts(mounts: readonly PlacedMount[]): Iterable<Problem> {
  const seen = new Map<string, string>();
  for (const { prop, mountPath, subPath } of mounts) {
    if (!mountPath.startsWith('/')) {
      yield {
        code: 'mount-path-relative',
        prop,
        value: mountPath,
        message: 'must be absolute',
        remedy: `Write '/${mountPath}'`,
      };
    } else if (mountPath.includes(':')) {
      yield {
        code: 'mount-path-invalid',
        prop,
        value: mountPath,
        message: 'must not contain a colon',
        remedy: 'Choose another path',
      };
    }
    if (subPath !== undefined && (subPath.startsWith('/') || subPath.split('/').includes('..'))) {
      yield {
        code: 'sub-path-invalid',
        prop: prop.replace(/mountPath$/, 'subPath'),
        value: subPath,
        message: 'must be a relative path without ..',
        remedy: 'Name a folder inside the volume',
      };
    }
    const normal = path.posix.normalize(mountPath).replace(/(.)\/$/, '$1');
    const other = seen.get(normal);
    if (other !== undefined) {
      yield {
        code: 'mount-path-duplicate',
        prop,
        value: mountPath,
        message: `must not be mounted twice in a container (${other} has it too)`,
        remedy: 'Choose another path for one of the two',
      };
    }
    seen.set(normal, prop);
  }
}

export function renderMounts(mounts: readonly VolumeMount[]): k8s.VolumeMount[] | undefined {
  return mounts.length === 0
    ? undefined
    : mounts.map(({ name, mountPath, subPath, readOnly }) => ({ name, mountPath, subPath, readOnly }));
}
