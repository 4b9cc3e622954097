import { createHash } from 'node:crypto';
import * as path from 'node:path';
import type { App } from '../base/app';
import { companionMetadata } from '../base/companion';
import type { Report } from '../../messages/problem';
import type { PlacedMount } from './volume-mount';
import type { Wire } from '../base/wire';

/** Contents by path, or by key. */
type Files = { readonly [name: string]: string };

/** The volume that holds the files of `configFiles`. */
export const CONFIG_VOLUME = 'config-files';

/** The annotation of the pods that changes with the files' contents. */
export const CONFIG_CHECKSUM = 'checksum/config';

/** All of a ConfigMap together: source core/v1 `MaxSecretSize`, which holds for ConfigMaps too. */
const CONFIG_MAP_MAX_BYTES = 1024 * 1024;

/** `/etc/wiki/app.ini` of container `proxy` → `proxy.etc_wiki_app.ini`; the app's own container has no prefix. */
function configKey(container: string, file: string): string {
  const slug = path.posix
    .normalize(file)
    .replace(/^\/+/, '')
    .replace(/[^A-Za-z0-9.-]/g, '_');
  const key = container === '' ? slug : `${container}.${slug}`;
  const exact = `/${slug.replaceAll('_', '/')}` === file;
  return exact && key.length <= 253 ? key : `${key.slice(0, 244)}.${digest(file).slice(0, 8)}`;
}

/** Each file is mounted alone, so that what the image has beside it stays. */
export function configMounts(container: string, files: Files | undefined, prefix: string): PlacedMount[] {
  return Object.keys(files ?? {}).map((file) => ({
    name: CONFIG_VOLUME,
    mountPath: file,
    subPath: configKey(container, file),
    readOnly: true,
    pathProp: `${prefix}configFiles[${file}]`,
    prefix,
  }));
}

export function configData(container: string, files: Files | undefined): [string, string][] {
  return Object.entries(files ?? {}).map(([file, content]) => [configKey(container, file), content]);
}

/** Whatever changes a pod's view of its files changes this. */
export function configChecksum(data: Files): string {
  return digest(JSON.stringify(Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1))));
}

export function checkConfigFiles(report: Report, data: Files, prop: string): void {
  let bytes = 0;
  for (const [key, content] of Object.entries(data)) {
    // One that is not text is reported by its shape.
    if (typeof content !== 'string') continue;
    bytes += Buffer.byteLength(key) + Buffer.byteLength(content);
  }
  if (bytes > CONFIG_MAP_MAX_BYTES) {
    report({
      code: 'config-files-too-large',
      prop,
      message: `must have at most ${CONFIG_MAP_MAX_BYTES} bytes in all, and has ${bytes}`,
    });
  }
}

export function renderConfigMap(app: App, name: string, data: Files): Wire {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: companionMetadata(app, name),
    data,
  };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
