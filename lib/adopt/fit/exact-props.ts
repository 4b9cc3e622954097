import type { Manifest } from '../../kubernetes/manifest';
import { type Call, call, codeOf, ListCode, type MapCode } from '../code/code';
import { evaluate } from '../code/evaluate';
import { withTypes } from '../code/with-types';
import { propsOf } from '../props/stateful-set';
import { type FitOptions, Fitting } from './fitting';
import { patchOf } from './patch';
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
  const given = authored(found);
  const { namespace } = found.metadata;
  const all = propsOf(given)
    .with('namespace', namespace === options.namespace ? undefined : codeOf(namespace))
    .with('kubernetesVersion', codeOf(options.kubernetes));
  const props = withTypes(all, 'S:StatefulWebAppProps') as MapCode;
  const { written, errors } = fitting.statefulSet(props);
  if (written === undefined) return { reasons: errors };
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
