import type { Manifest } from '../../kubernetes/manifest';
import { asObjects, asText, deepEqual, type PlainObject, textOf } from '../../kubernetes/plain';
import type { UpdateAnswer } from '../../kubernetes/server/api-server';
import type { Context } from './context';
import { workloadOf } from './workload';

/** A list of a container that client-side apply merges by a key which an item shares with another one. */
export interface MergedList {
  /** `spec.template.spec.containers[db].env` */
  readonly path: string;
  readonly what: 'variable' | 'port';
  /** Values of the key that stood or stand there twice, and are not stored as they are declared. */
  readonly keys: readonly string[];
  /** How many items with these keys are declared, and how many are stored. */
  readonly declared: number;
  readonly stored: number;
}

/** What client-side apply merges, and by which field. */
const LISTS = [
  ['env', 'name', 'variable'],
  ['ports', 'containerPort', 'port'],
] as const;

/** Lists of the pod template that come out otherwise than they are declared, because a key stands there twice. */
export function mergedLists(before: Manifest, after: Manifest, answer: UpdateAnswer, context: Context): MergedList[] {
  const [old, now, stored, live] = [before, after, answer.stored as Manifest, answer.before as Manifest].map((each) =>
    workloadOf(each),
  );
  if (context.apply !== 'client' || old === undefined || now === undefined || stored === undefined) return [];
  return ['containers', 'initContainers'].flatMap((list) =>
    asObjects(now.pod[list]).flatMap((container) =>
      LISTS.flatMap(([field, key, what]) => {
        const of = (pod: PlainObject): readonly string[] =>
          asObjects(pod[list])
            .filter((each) => each['name'] === container['name'])
            .flatMap((each) => asObjects(each[field]).map((item) => textOf(item[key])));
        const [had, declared, kept] = [of(old.pod), of(now.pod), of(stored.pod)];
        const twice = [...new Set([...had, ...declared])].filter(
          (each) => (count(had, each) > 1 || count(declared, each) > 1) && count(declared, each) !== count(kept, each),
        );
        // What was so before is no news.
        if (twice.length === 0 || (live !== undefined && deepEqual(of(live.pod), kept))) return [];
        const sum = (all: readonly string[]): number => all.filter((each) => twice.includes(each)).length;
        return [
          {
            path: `${now.podPath}.${list}[${asText(container['name']) ?? ''}].${field}`,
            what,
            keys: twice,
            declared: sum(declared),
            stored: sum(kept),
          },
        ];
      }),
    ),
  );
}

function count(all: readonly string[], one: string): number {
  return all.filter((each) => each === one).length;
}
