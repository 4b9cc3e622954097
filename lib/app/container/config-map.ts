import type { App } from '../base/app';
import { type Companion, companionMetadata } from '../base/companion';
import { checkAnnotations, checkLabels } from '../base/labels';
import { checkKey, checkName } from '../base/problem';
import { configKeyFault, dnsSubdomainFault } from '../../kubernetes/names';
import type { Report } from '../../messages/problem';
import { checkConfigFiles } from './config-files';

type Pairs = { readonly [key: string]: string };

/**
 * A ConfigMap that is deployed with the app, under a name of its own. Volumes and variables name it. A change of it restarts no pod: use
 * `configFolders` where it should. Not for secrets: what is in a manifest is in git.
 */
export interface AppConfigMap {
  /** Its name, by which volumes and variables find it. */
  readonly name: string;

  /** Contents by key. `ConfigFiles.fromFolder` reads them from files. */
  readonly data: Pairs;

  /** Labels beside those of the app, such as those by which a sidecar finds it. @default - none */
  readonly labels?: Pairs;

  /** Annotations beside those of the app. @default - none */
  readonly annotations?: Pairs;

  /** Whether its contents can never change: another name is then needed for other contents. @default false */
  readonly immutable?: boolean;
}

export function checkConfigMaps(report: Report, maps: readonly AppConfigMap[] = []): void {
  for (const { name, data, labels, annotations } of maps) {
    const prop = `configMaps[${name}]`;
    const fault = dnsSubdomainFault(name);
    checkName(report, { code: 'object-name-invalid', prop: `${prop}.name`, value: name, fault });
    for (const key of Object.keys(data))
      checkKey(report, { code: 'config-file-name-invalid', prop: `${prop}.data`, key, fault: configKeyFault(key) });
    checkConfigFiles(report, data, `${prop}.data`);
    checkLabels(report, labels, `${prop}.labels`);
    checkAnnotations(report, annotations, `${prop}.annotations`);
  }
}

export function configMaps(maps: readonly AppConfigMap[] = [], app: App): Companion[] {
  return maps.map(({ name, data, immutable, ...own }) => {
    const metadata = companionMetadata(app, name, own);
    const manifest = { apiVersion: 'v1', kind: 'ConfigMap', metadata, data, immutable };
    return { id: `ConfigMap-${name}`, kind: 'ConfigMap', name, manifest };
  });
}
