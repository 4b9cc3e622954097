import type { Recreation } from '../facts/refusal';
import { inNamespace, kubectl } from '../../pipelines/command';
import type { Step } from '../remedy';
import { podsOf } from '../facts/stateful-set-view';
import { restart } from './pipeline';
import { command, nameList } from './steps';

/** Running pods keep the DNS names that they were made with. */
export function renewNames({ before, after, apply, newTemplate }: Recreation): readonly Step[] {
  const why = 'pods get their new DNS names when they restart';
  if (after.strategy === 'OnDelete') {
    return [command(kubectl('delete', 'pod', ...nameList(podsOf(before)), ...inNamespace(before.namespace)), why)];
  }
  return newTemplate
    ? []
    : [
        command(
          restart({ group: 'apps', kind: 'StatefulSet', namespace: before.namespace, name: before.name }, apply),
          why,
        ),
      ];
}
