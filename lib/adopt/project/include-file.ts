import type { Manifest } from '../../kubernetes/manifest';
import { writeYaml } from '../../synth/yaml-writer';
import { distinct } from './identifier';

/** Objects that the program takes as they are. */
export interface IncludedFile {
  /** `manifests/Deployment.yaml` */
  readonly path: string;
  readonly objects: readonly Manifest[];
}

/** In a folder of the environment, if there are several: one file a kind; what would have the same construct in a file stands in another one. */
export function includedFiles(objects: readonly Manifest[], environment?: string): IncludedFile[] {
  const folder = environment === undefined ? 'manifests' : `manifests/${environment}`;
  const groups: { kind: string; ids: Set<string>; objects: Manifest[] }[] = [];
  for (const object of objects) {
    const { kind, metadata } = object;
    const id = `${metadata.name} ${metadata.namespace ?? ''}`;
    let group = groups.find((each) => each.kind === kind && !each.ids.has(id));
    if (group === undefined) groups.push((group = { kind, ids: new Set(), objects: [] }));
    group.ids.add(id);
    group.objects.push(object);
  }
  const names = distinct(groups, ({ kind }) => fileName(kind));
  return groups.map((group) => ({ path: `${folder}/${names.get(group) ?? ''}.yaml`, objects: group.objects }));
}

export function printIncluded({ objects }: IncludedFile): string {
  return writeYaml(objects, true);
}

/** `stateful-set` of `StatefulSet`; a kind is text of anybody. */
function fileName(kind: string): string {
  const words = kind.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
  return (
    words
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 60) || 'objects'
  );
}
