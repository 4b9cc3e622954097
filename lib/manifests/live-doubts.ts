import type { Manifest } from '../kubernetes/manifest';
import { type Applying, knowsApplied } from '../pipelines/applied';
import type { Doubt } from '../plan/types';
import { nameOf } from './objects';

/** A live object that AFTER has as well. */
export interface MetObject {
  readonly live: Manifest;
  /** Where it was read. */
  readonly file: string;
  readonly applying: Applying;
}

/** What live objects do not tell about what was applied to get them: one doubt for all of a file. */
export function liveDoubts(objects: readonly MetObject[]): readonly Doubt[] {
  const isHelm = ({ applying: { pipeline, apply } }: MetObject): boolean => pipeline === 'helm' && apply === 'client';
  const unknown = objects.filter(({ live, applying }) => !knowsApplied(live, applying));
  const released = objects.filter(isHelm);
  return [
    ...doubt(
      'managed-fields',
      unknown.filter((object) => !isHelm(object)),
      false,
    ),
    ...doubt('release', released, !released.some((object) => unknown.includes(object))),
  ];
}

function doubt(about: Doubt['about'], objects: readonly MetObject[], unchanged: boolean): readonly Doubt[] {
  const [first] = objects;
  if (first === undefined) return [];
  const names = objects.map(({ live }) => nameOf(live));
  const what = names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
  return [{ about, kind: 'File', name: first.file, what, unchanged }];
}
