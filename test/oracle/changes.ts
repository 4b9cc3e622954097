import type { ApplyMode } from '../../lib/plan';
import { bases } from '../apiserver/differential/bases';
import { mutate, random } from '../apiserver/differential/mutations';
import type { KubeObject } from '../support/kubernetes/client';
import type { Question } from './oracle';

/** A question, with what was changed for the report. */
export interface SeededChange extends Question {
  readonly what: string;
}

/** How the changes are applied: creations are the ones without `before`. */
const MODES: readonly (ApplyMode | 'create')[] = ['client', 'client', 'server', 'replace', 'create'];

/** Seeded changes of all kinds: the same ones for the same seed. */
export function* seededChanges(count: number, seed: number): Generator<SeededChange> {
  const next = random(seed);
  const objects = bases().map(withoutStatus);
  for (let made = 0; made < count;) {
    const base = objects[Math.floor(next() * objects.length)]!;
    const mode = MODES[Math.floor(next() * MODES.length)]!;
    const { what, after } = mutate(base, next);
    if (mode === 'replace' && WRITTEN_BY_OTHERS.has(base.kind as string)) continue;
    if (JSON.stringify(base) === JSON.stringify(after)) continue;
    made += 1;
    if (mode === 'create') yield { what, apply: 'client', after };
    else yield { what, apply: mode, before: base, after, live: liveFields(base) };
  }
}

/** Of these, controllers and plugins write what a PUT would have to repeat; test/apiserver compares that on real servers. */
const WRITTEN_BY_OTHERS: ReadonlySet<string> = new Set(['Pod', 'PersistentVolumeClaim']);

function withoutStatus(object: KubeObject): KubeObject {
  const copy = structuredClone(object) as KubeObject;
  Reflect.deleteProperty(copy, 'status');
  return copy;
}

/** What stands on a live object of a kind, and decides what may change. */
function liveFields(base: KubeObject): KubeObject | undefined {
  if (base.kind === 'CustomResourceDefinition') {
    return { status: { conditions: [{ type: 'Established', status: 'True' }] } };
  }
  if (base.kind !== 'PersistentVolumeClaim') return undefined;
  const storage = base.spec.resources.requests.storage as unknown;
  return { spec: { volumeName: 'volume' }, status: { phase: 'Bound', capacity: { storage } } };
}
