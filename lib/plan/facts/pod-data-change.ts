import type { UpdateAnswer } from '../../kubernetes/server/api-server';
import type { Manifest } from '../../kubernetes/manifest';
import { at, type PlainObject } from '../../kubernetes/plain';
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

/** The same of a CronJob, whose template stands deeper: as if it stood where that of a workload does. */
export function cronJobDataChange(before: Manifest, after: Manifest, answer: UpdateAnswer): PodDataChange {
  const lifted = (object: PlainObject): PlainObject => ({ ...object, spec: at(object, 'spec', 'jobTemplate', 'spec') });
  const differences = answer.differences.flatMap((each) =>
    each.path[1] === 'jobTemplate' ? [{ ...each, path: ['spec', ...each.path.slice(3)] }] : [],
  );
  return {
    before: viewOf(lifted(answer.before), lifted(before)),
    after: viewOf(lifted(answer.stored), lifted(after)),
    template: differences.filter(({ path }) => path[1] === 'template'),
  };
}
