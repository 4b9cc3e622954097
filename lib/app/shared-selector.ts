import type { IConstruct } from 'constructs';
import type { Report } from '../messages/problem';
import type { ResolvedApp } from './resolved-app';

/** For each tree of constructs, which app was the first with a selector. */
const FIRST = new WeakMap<IConstruct, Map<string, IConstruct>>();

/**
 * Two apps of one namespace with the same selector: each other's Services reach the pods of both, and a pod that two disruption budgets
 * match cannot be evicted at all (source: kubernetes pkg/registry/core/pod/storage/eviction.go).
 */
export function adviseSharedSelector(report: Report, app: IConstruct, { identity, selectorLabels }: ResolvedApp): void {
  const root = app.node.root;
  const first = FIRST.get(root) ?? new Map<string, IConstruct>();
  FIRST.set(root, first);
  const labels = Object.keys(selectorLabels).sort();
  // No label has a line break in it.
  const key = [identity.namespace, ...labels.map((label) => `${label}=${selectorLabels[label]}`)].join('\n');
  const other = first.get(key);
  if (other === undefined) {
    first.set(key, app);
    return;
  }
  report({
    code: 'selector-shared',
    prop: 'selectorLabels',
    value: selectorLabels,
    message: `${other.node.path} has the same selector: Services, policies and budgets of each app apply to the pods of both`,
  });
}
