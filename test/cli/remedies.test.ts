import { Remedies } from '../../lib/cli/plan/digest/remedies';
import { inOrder, remedyText, say } from '../../lib/plan/remedy';
import type { Change } from '../../lib/plan/types';

const change = (name: string): Change => ({
  object: `StatefulSet demo/${name}`,
  group: 'apps',
  kind: 'StatefulSet',
  namespace: 'demo',
  name,
  impact: 'rejected',
  findings: [],
  pods: { created: [], restarted: [], deleted: [] },
  claims: { created: [], resized: [], orphaned: [], deleted: [] },
});
const intro = 'Do this if you must, '.repeat(6);
const warning = 'Never do it by force, '.repeat(6);

test('a paragraph that was said leads to where, if steps follow; at the end it is left out', () => {
  const remedies = new Remedies();
  const remedy = (step: string) => [say(intro), inOrder({ text: step }), say(warning)];
  expect(remedies.once(remedy('first'), change('a'))).toEqual(remedy('first'));
  expect(remedyText(remedies.once(remedy('second'), change('b')))).toBe('As for StatefulSet demo/a:\n  1. second');
});
