import type { Manifest } from '../kubernetes/manifest';
import { needsOf } from '../kubernetes/pod-needs';
import { asObject, at } from '../kubernetes/plain';
import { type MapCode, mapOf } from './code/code';

/** Says of the Secrets that the pods need, and that do not go into the repository, where they are from. */
export function externalObjectsOf(props: MapCode, statefulSet: Manifest, secrets: readonly Manifest[]): MapCode {
  const known = new Set(secrets.map(({ metadata }) => metadata.name));
  const names = needsOf(asObject(at(statefulSet, 'spec', 'template', 'spec')))
    .filter(({ kind, name }) => kind === 'Secret' && known.has(name))
    .map(({ name }) => name);
  if (names.length === 0) return props;
  const objects = Object.fromEntries([...new Set(names)].map((name) => [name, 'kept out of this repository']));
  return props.with('externalObjects', mapOf(objects));
}
