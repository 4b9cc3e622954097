import { exactProps } from '../../lib/adopt/fit/exact-props';
import { Fitting } from '../../lib/adopt/fit/fitting';
import { authored } from '../../lib/adopt/fit/stored';
import { decode } from '../../lib/kubernetes/fields/decode';
import { struct } from '../../lib/kubernetes/fields/fields';
import type { Manifest } from '../../lib/kubernetes/manifest';
import { dnsLabelFault } from '../../lib/kubernetes/names';
import { at, type PlainObject } from '../../lib/kubernetes/plain';
import { validateStatefulSet } from '../../lib/kubernetes/validation/stateful-set';
import { KUBERNETES_VERSIONS, minorOf, NEWEST_KUBERNETES } from '../../lib/kubernetes/versions';

/** The version whose rules judge and whose defaults are filled in before two manifests are compared. */
export const TARGET = NEWEST_KUBERNETES;

/** How well the props express one StatefulSet. */
export interface Coverage {
  /** The paths that no prop gives. */
  readonly patched: readonly string[];
  /** Why no app can be written at all. */
  readonly refused: readonly string[];
}

/** Writes a StatefulSet as props, as `adopt` does. */
export function cover(manifest: PlainObject): Coverage {
  const found = manifest as unknown as Manifest;
  const { namespace } = found.metadata;
  const options = { kubernetes: TARGET, ...(namespace === undefined ? {} : { namespace }) };
  const fit = exactProps(found, new Fitting(found, [], options), options);
  return 'reasons' in fit ? { patched: [], refused: fit.reasons } : { patched: fit.patched, refused: [] };
}

/** Why an API server would refuse a StatefulSet or drop a part of it; nothing where it is valid. */
export function faultsOf(manifest: PlainObject): string[] {
  if (manifest['apiVersion'] !== 'apps/v1') {
    return [`apiVersion ${String(manifest['apiVersion'])}: no Kubernetes from ${KUBERNETES_VERSIONS[0]} on serves it`];
  }
  const { value, errors, unknown } = decode(authored(manifest), struct('StatefulSet'), minorOf(TARGET));
  const faults = [
    ...errors.map(({ path, message }) => `${path}: ${message}`),
    ...unknown.map((path) => `${path}: unknown field`),
  ];
  if (faults.length > 0) return faults;
  const namespace = at(value, 'metadata', 'namespace');
  const fault = typeof namespace === 'string' ? dnsLabelFault(namespace) : undefined;
  return [
    ...(fault === undefined ? [] : [`metadata.namespace: ${fault}`]),
    ...validateStatefulSet(value, minorOf(TARGET)).list.map(({ field, detail, type }) => `${field}: ${detail || type}`),
  ];
}
