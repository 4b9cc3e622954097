import type { Manifest } from '../../kubernetes/manifest';
import { asList, asObject, asObjects, asText, at, type PlainObject } from '../../kubernetes/plain';

/** Whether a quota counts a pod; undefined where the cluster decides what it makes of the pod. */
export type Scope = (pod: PlainObject) => boolean | undefined;

/**
 * The pods that a quota with scopes counts, and nothing else; undefined for a quota without scopes, which counts everything.
 * `hasDefaults`: a LimitRange gives requests to pods that have none.
 */
export function scopeOf(quota: Manifest, hasDefaults: boolean): Scope | undefined {
  const scopes = asList(at(quota, 'spec', 'scopes')).map((name): PlainObject => ({
    scopeName: name,
    operator: 'Exists',
  }));
  const selected = asObjects(at(quota, 'spec', 'scopeSelector', 'matchExpressions'));
  const all = [...scopes, ...selected];
  if (all.length === 0) return undefined;
  return (pod) => {
    const answers = all.map((each) => matches(each, pod, hasDefaults));
    if (answers.includes(false)) return false;
    return answers.includes(undefined) ? undefined : true;
  };
}

/** As pkg/quota/v1/evaluator/core/pods.go, podMatchesScopeFunc. */
function matches(
  { scopeName, operator, values }: PlainObject,
  pod: PlainObject,
  hasDefaults: boolean,
): boolean | undefined {
  const ends = typeof pod['activeDeadlineSeconds'] === 'number';
  switch (scopeName) {
    case 'Terminating':
      return ends;
    case 'NotTerminating':
      return !ends;
    case 'BestEffort':
      return asksForNothing(pod) ? (hasDefaults ? undefined : true) : false;
    case 'NotBestEffort':
      return asksForNothing(pod) ? (hasDefaults ? undefined : false) : true;
    case 'CrossNamespacePodAffinity':
      return lookAcrossNamespaces(pod);
    // It counts claims, and which class they have now is not in a pod.
    case 'VolumeAttributesClass':
      return false;
    case 'PriorityClass':
      return matchesClass(asText(pod['priorityClassName']), operator, asList(values));
    default:
      return undefined;
  }
}

/** Of a pod that names none, the cluster may have a default class. */
function matchesClass(name: string | undefined, operator: unknown, values: readonly unknown[]): boolean | undefined {
  if (name === undefined) return undefined;
  switch (operator) {
    case 'In':
      return values.includes(name);
    case 'NotIn':
      return !values.includes(name);
    case 'Exists':
      return true;
    case 'DoesNotExist':
      return false;
    default:
      return undefined;
  }
}

/** Whether an affinity or anti-affinity is about pods of other namespaces. */
function lookAcrossNamespaces(pod: PlainObject): boolean {
  const terms = ['podAffinity', 'podAntiAffinity'].flatMap((field) => {
    const affinity = asObject(at(pod, 'affinity', field));
    const preferred = asObjects(affinity['preferredDuringSchedulingIgnoredDuringExecution']);
    return [
      ...asObjects(affinity['requiredDuringSchedulingIgnoredDuringExecution']),
      ...preferred.map((each) => asObject(each['podAffinityTerm'])),
    ];
  });
  return terms.some((term) => asList(term['namespaces']).length > 0 || term['namespaceSelector'] !== undefined);
}

function asksForNothing(pod: PlainObject): boolean {
  const parts = [pod, ...asObjects(pod['containers']), ...asObjects(pod['initContainers'])];
  return parts.every(({ resources }) =>
    ['requests', 'limits'].every((list) =>
      ['cpu', 'memory'].every((name) => asObject(at(resources, list))[name] === undefined),
    ),
  );
}
