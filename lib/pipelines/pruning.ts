import type { Manifest } from '../kubernetes/manifest';
import { asObject } from '../kubernetes/plain';
import { ownersOf } from './owner';
import type { Pipeline } from './tool';

/** What becomes of a live object that is not declared: who applies deletes it, or it is another owner's, or nobody applied it. */
export type Fate = 'deleted' | 'nobody' | { readonly owner: string };

/**
 * Tells what becomes of live objects that are not declared. They are deleted only by the owner of those that are: `declared` are the live
 * objects that stay. If none stays, the owner of all `others` is taken for it, if they have only one and `chosen` says that somebody chose
 * them as what the change is about.
 */
export function pruning(
  declared: readonly Manifest[],
  others: readonly Manifest[],
  pipeline: Pipeline | undefined,
  chosen: boolean,
): (object: Manifest) => Fate {
  const own = titles(declared, pipeline);
  const all = titles(others, pipeline);
  const owners = own.size > 0 ? own : chosen && all.size === 1 ? all : new Set<string>();
  const shared = sharedLabels(declared);
  return (object) => {
    const marks = ownersOf(object, pipeline);
    const [first] = marks;
    if (first === undefined) return 'nobody';
    const same = marks.find(({ title }) => owners.has(title));
    if (same === undefined) return { owner: first.title };
    // kubectl prunes by a label, so an object without that of the others is somebody else's.
    const isPruned = same.prunesByLabel !== true || shared.length === 0 || shared.some((label) => has(object, label));
    return isPruned ? 'deleted' : { owner: `${same.title}, without the labels that all objects of AFTER have` };
  };
}

/** The owners that what applies now can be: those of the tool that was given. */
function titles(objects: readonly Manifest[], pipeline: Pipeline | undefined): Set<string> {
  const owners = objects.flatMap((object) => ownersOf(object, pipeline));
  return new Set(owners.filter(({ tool }) => pipeline === undefined || tool === pipeline).map(({ title }) => title));
}

type Label = readonly [key: string, value: unknown];

function sharedLabels(objects: readonly Manifest[]): readonly Label[] {
  const [first, ...rest] = objects;
  return Object.entries(asObject(first?.metadata.labels)).filter((label) => rest.every((object) => has(object, label)));
}

function has({ metadata }: Manifest, [key, value]: Label): boolean {
  return asObject(metadata.labels)[key] === value;
}
