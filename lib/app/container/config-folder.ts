import { knowValues } from '../../shape/known-names';
import type { App } from '../base/app';
import { type Companion, companionMetadata } from '../base/companion';
import type { Report } from '../../messages/problem';
import { configKeyFault, dnsLabelFault } from '../../kubernetes/names';
import { checkKey, checkName } from '../base/problem';
import type { Wire } from '../base/wire';
import type { PlacedMount } from './volume-mount';

/** What happens when a file of a folder changes. */
export enum ConfigChange {
  /** The pods restart, one after the other, and each starts with the new files. */
  RESTART = 'restart',
  /** The files change in all running pods within about a minute, and no pod restarts: for programs that look for changes themselves. */
  RELOAD = 'reload',
}

knowValues('ConfigChange', ConfigChange);

/** A folder of configuration files, kept in a ConfigMap of its own. Not for secrets: what is in a manifest is in git. */
export interface ConfigFolder {
  /** Name of the volume, by which containers mount it: the app's, sidecars and others alike. */
  readonly name: string;

  /** Contents by file name. */
  readonly files: { readonly [name: string]: string };

  /** Where the app's own container sees the folder. Others name it in `mounts`. @default - it does not */
  readonly mountPath?: string;

  /** @default ConfigChange.RESTART */
  readonly onChange?: ConfigChange;
}

export function configFolderMounts(folders: readonly ConfigFolder[] = []): PlacedMount[] {
  return folders.flatMap(({ name, mountPath }) => {
    const prefix = `configFolders[${name}].`;
    return mountPath === undefined ? [] : [{ name, mountPath, readOnly: true, prefix, pathProp: `${prefix}mountPath` }];
  });
}

/** The files whose change restarts the pods. A slash is in no key of a ConfigMap, so that folders cannot be confused. */
export function restartingFiles(folders: readonly ConfigFolder[] = []): [string, string][] {
  return folders
    .filter(({ onChange }) => onChange !== ConfigChange.RELOAD)
    .flatMap(({ name, files }) =>
      Object.entries(files).map(([file, content]): [string, string] => [`${name}/${file}`, content]),
    );
}

export function checkConfigFolders(
  report: Report,
  folders: readonly ConfigFolder[] = [],
  mounts: readonly PlacedMount[],
): void {
  for (const { name, files, onChange } of folders) {
    const prop = `configFolders[${name}]`;
    checkName(report, { code: 'volume-name-invalid', prop: `${prop}.name`, value: name, fault: dnsLabelFault(name) });
    for (const key of Object.keys(files)) {
      checkKey(report, { code: 'config-file-name-invalid', prop: `${prop}.files`, key, fault: configKeyFault(key) });
    }
    const own = mounts.filter((mount) => mount.name === name);
    if (own.length === 0) {
      report({
        code: 'config-folder-not-mounted',
        prop: `${prop}.mountPath`,
        message: 'is missing, and no container mounts the folder either',
        remedy: `Give it, or mount '${name}' in the container that reads the files`,
      });
    }
    for (const { subPath, prefix } of own) {
      if (subPath === undefined || onChange !== ConfigChange.RELOAD) continue;
      report({
        code: 'config-folder-never-reloads',
        prop: `${prefix}subPath`,
        value: subPath,
        message: `must not be given for '${name}', which reloads: a file that is mounted alone never changes in a running pod`,
      });
    }
  }
}

function configFolderName({ identity }: App, { name }: ConfigFolder): string {
  return `${identity.name}-${name}`;
}

export function configFolders(folders: readonly ConfigFolder[] = [], app: App): Companion[] {
  return folders.map((folder) => {
    const name = configFolderName(app, folder);
    const manifest = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: companionMetadata(app, name),
      data: folder.files,
    };
    return { id: `ConfigFolder-${folder.name}`, kind: 'ConfigMap', name, manifest };
  });
}

export function renderConfigFolderVolumes(folders: readonly ConfigFolder[] = [], app: App): Wire[] {
  return folders.map((folder) => ({ name: folder.name, configMap: { name: configFolderName(app, folder) } }));
}
