import type { UpdateAnswer } from '../../kubernetes/server/api-server';
import type { Manifest } from '../../kubernetes/manifest';
import type { StatefulSetChange } from './stateful-set-change';
import { viewOf } from './stateful-set-view';

/** What the pods of any workload keep, before and after. A Deployment has no claim templates, and mounts claims by name. */
export type PodDataChange = Pick<StatefulSetChange, 'before' | 'after' | 'template'>;

export function podDataChange(before: Manifest, after: Manifest, answer: UpdateAnswer): PodDataChange {
  return {
    before: viewOf(answer.before, before),
    after: viewOf(answer.stored, after),
    template: answer.differences.filter(({ path }) => path[0] === 'spec' && path[1] === 'template'),
  };
}
