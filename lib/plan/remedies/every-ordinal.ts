import { inNamespace, kubectl } from '../../pipelines/command';
import { podsOf, type StatefulSetView } from '../facts/stateful-set-view';
import { type Paragraph, say } from '../remedy';

/** Where nobody declares how many pods there are, the commands can only name the first. */
export function everyOrdinal(set: StatefulSetView): readonly Paragraph[] {
  if (set.replicasKnown) return [];
  const pods = kubectl('get', 'pods', ...inNamespace(set.namespace));
  return [
    say(
      `replicas is not declared, so only ${podsOf(set).join(', ')} is shown here. Repeat the command for every existing pod (`,
      pods,
      ').',
    ),
  ];
}
