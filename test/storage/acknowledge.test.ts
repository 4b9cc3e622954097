import { acknowledge } from '../../lib/storage/acknowledge';
import { Cluster } from '../../lib/storage/cluster';
import { captured, check, codes } from './support';

const found = check(captured('k3s.yaml'));
const own = (code: string, reason = 'a test'): ReturnType<typeof acknowledge> =>
  acknowledge(found, [{ code, reason }], 'claims[data].acknowledge');

test('an acknowledged warning is not told, and keeps its reason', () => {
  const { diagnostics, acknowledged } = own('node-local-volume', 'each replica keeps all data');
  expect(codes(diagnostics)).toEqual(['reclaim-policy-delete']);
  expect(acknowledged.map(({ diagnostic, reason }) => [diagnostic.code, reason])).toEqual([
    ['node-local-volume', 'each replica keeps all data'],
  ]);
});

test('a code that no warning has is an error with the nearest', () => {
  expect(own('node-local-volumes').diagnostics.slice(2)).toEqual([
    {
      severity: 'error',
      code: 'unknown-acknowledgement',
      prop: 'claims[data].acknowledge[0].code',
      value: 'node-local-volumes',
      message: 'must be the code of a warning',
      remedy: "Write 'node-local-volume'",
    },
  ]);
});

test('an error cannot be acknowledged, and a warning not without a reason', () => {
  expect(codes(own('expansion-unsupported').diagnostics)).toContain('acknowledgement-of-error');
  const silent = own('node-local-volume', ' ').diagnostics;
  expect(codes(silent)).toEqual(['reclaim-policy-delete', 'node-local-volume', 'acknowledgement-without-reason']);
});

test('an acknowledgement of what is not given is told', () => {
  expect(own('immediate-binding').diagnostics.pop()).toEqual({
    severity: 'warning',
    code: 'unused-acknowledgement',
    prop: 'claims[data].acknowledge',
    message: "acknowledges 'immediate-binding', which is not given here",
    remedy: 'Remove it, so that the warning is told should it come',
  });
});

test('what the settings of a cluster acknowledge holds for every app, used or not', () => {
  const kind = Cluster.fromFolder('clusters/kind');
  const { diagnostics, acknowledged } = acknowledge(check(kind), [], 'x', kind._knowledge.acknowledge);
  expect(diagnostics).toEqual([]);
  expect(codes(acknowledged.map(({ diagnostic }) => diagnostic))).toEqual([
    'reclaim-policy-delete',
    'node-local-volume',
  ]);
  expect(acknowledge([], [], 'x', kind._knowledge.acknowledge).diagnostics).toEqual([]);
});
