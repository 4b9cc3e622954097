import type { Recreation } from '../facts/refusal';
import { podsOf } from '../facts/stateful-set-view';
import { restart } from './pipeline';
import { command, nameList, word } from './steps';

/** Running pods keep the DNS names that they were made with. */
export function renewNames({ before, after, apply, newTemplate }: Recreation): readonly string[] {
  const why = 'pods get their new DNS names when they restart';
  if (after.strategy === 'OnDelete') {
    return [command(`kubectl delete pod ${nameList(podsOf(before))} -n ${word(before.namespace)}`, why)];
  }
  return newTemplate ? [] : [command(restart('StatefulSet', before.namespace, before.name, apply), why)];
}
