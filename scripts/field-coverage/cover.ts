import { Chart, Testing } from 'cdk8s';
import { ManifestPatch, StatefulWebApp, type StatefulWebAppProps } from '../../lib';
import { diagnosticsOf, formatProblem } from '../../lib/messages/diagnostic';
import { at, deepEqual, type PlainObject } from '../../lib/kubernetes/plain';
import { type Difference, differences, patchOf } from './difference';
import { authored, stored } from './judge';
import { toProps } from './to-props';

/** How well the props express one StatefulSet. */
export interface Coverage {
  /** The props alone give it. */
  readonly exact: boolean;
  /** The props and a patch give it. */
  readonly exactWithHatch: boolean;
  /** Where the props alone give something else. */
  readonly missing: readonly Difference[];
  /** What the construct refuses. */
  readonly refused: readonly string[];
}

interface Synthesised {
  readonly statefulSet: PlainObject;
  readonly errors: readonly string[];
}

/** Writes a StatefulSet as props, synthesises them, and compares what comes out with what was there. */
export function cover(found: PlainObject): Coverage {
  const manifest = authored(found);
  const wanted = stored(manifest);
  const props = toProps(manifest);
  const plain = synthesise(props);
  const missing = differences(stored(plain.statefulSet), wanted);
  const exact = missing.length === 0 && plain.errors.length === 0;
  return { exact, exactWithHatch: exact || patched(props, plain, manifest), missing, refused: plain.errors };
}

/** With the difference as a patch; and where a prop is refused, with all of the spec as one. */
function patched(props: StatefulWebAppProps, plain: Synthesised, manifest: PlainObject): boolean {
  const bare: StatefulWebAppProps = {
    kubernetesVersion: props.kubernetesVersion,
    securityLevel: props.securityLevel,
    name: 'app',
    image: 'placeholder',
  };
  const attempts: [StatefulWebAppProps, PlainObject][] =
    plain.errors.length === 0 ? [[props, plain.statefulSet]] : [[bare, synthesise(bare).statefulSet]];
  return attempts.every(([attempt, before]) => {
    const patch = ManifestPatch.json({ kind: 'StatefulSet' }, patchOf(before, manifest));
    const { statefulSet, errors } = synthesise({ ...attempt, patches: [patch] });
    return errors.length === 0 && deepEqual(stored(statefulSet), stored(manifest));
  });
}

function synthesise(props: StatefulWebAppProps): Synthesised {
  const chart = new Chart(Testing.app(), 'chart');
  const app = new StatefulWebApp(chart, 'app', props);
  const errors = diagnosticsOf(app)
    .filter(({ severity }) => severity === 'error')
    .map(formatProblem);
  return { statefulSet: app.statefulSet.toJson() as PlainObject, errors };
}

/** Name of a StatefulSet, for messages. */
export function nameOf(manifest: PlainObject): string {
  return String(at(manifest, 'metadata', 'name') ?? '(no name)');
}
