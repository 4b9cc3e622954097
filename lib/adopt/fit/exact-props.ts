import type { Manifest } from '../../kubernetes/manifest';
import { type Call, call, codeOf, ListCode, type MapCode } from '../code/code';
import { evaluate } from '../code/evaluate';
import { withTypes } from '../code/with-types';
import { propsOf } from '../props/stateful-set';
import { type FitOptions, Fitting } from './fitting';
import { patchOf } from './patch';
import type { PlainObject } from '../../kubernetes/plain';
import { authored, stored } from './stored';

/** Why no app can write a StatefulSet. */
export interface Unfit {
  readonly reasons: readonly string[];
}

/** Props that say each field of a StatefulSet. */
export interface ExactProps {
  readonly props: MapCode;
  /** The fields that no prop knows, as paths of JSON. */
  readonly patched: readonly string[];
}

/** Props with which an app writes the StatefulSet as it is, and nothing else. */
export function exactProps(found: Manifest, fitting: Fitting, options: FitOptions): ExactProps | Unfit {
  const { namespace } = found.metadata;
  const propsFor = (manifest: PlainObject): MapCode =>
    withTypes(
      propsOf(manifest)
        .with('namespace', namespace === options.namespace ? undefined : codeOf(namespace))
        .with('kubernetesVersion', codeOf(options.kubernetes)),
      'S:StatefulWebAppProps',
    ) as MapCode;
  const given = authored(found);
  let props = propsFor(given);
  const first = fitting.statefulSet(props);
  let { written } = first;
  if (written === undefined) {
    // The API server takes what is empty for its defaults, and the construct wants the value.
    props = propsFor(stored(found, options.kubernetes));
    written = fitting.statefulSet(props).written;
  }
  if (written === undefined) return { reasons: first.errors };
  const ways = [
    patchOf(stored(written, options.kubernetes), stored(found, options.kubernetes)),
    patchOf(written, given),
  ];
  const patches = [[], ...ways].find((operations) => fitting.holds(withPatches(props, operations)));
  if (patches === undefined) return { reasons: ['its fields cannot be written by a StatefulWebApp'] };
  return { props: withPatches(props, patches), patched: patches.map(pathOf) };
}

function withPatches(props: MapCode, operations: readonly Call[]): MapCode {
  if (operations.length === 0) return props;
  const patch = call('ManifestPatch', 'json', { kind: 'StatefulSet' }, operations);
  return props.with('patches', new ListCode([patch]), ['No prop knows these fields: they are written as they were.']);
}

function pathOf({ args: [path] }: Call): string {
  return path === undefined ? '' : String(evaluate(path));
}
