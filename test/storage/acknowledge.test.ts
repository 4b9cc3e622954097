import { diagnosticOf } from '../../lib/messages/diagnostic';
import type { Problem } from '../../lib/messages/problem';
import { acknowledge, type Acknowledgements } from '../../lib/storage/acknowledge';
import { Cluster } from '../../lib/storage/cluster';
import { captured, check, codes, type Found } from './support';

const found = check(captured('k3s.yaml'));

function reported(problems: readonly Problem[], acknowledgements: Partial<Acknowledgements>): Found[] {
  const left: Problem[] = [];
  acknowledge((problem) => left.push(problem), problems, { own: [], prop: 'acknowledge', ...acknowledgements });
  return left.map(diagnosticOf);
}

const own = (code: string, reason = 'a test'): Found[] => reported(found, { own: [{ code, reason }] });

test('an acknowledged warning is not reported', () => {
  expect(codes(found)).toEqual(['reclaim-policy-delete', 'node-local-volume']);
  expect(codes(own('node-local-volume', 'each replica keeps all data'))).toEqual(['reclaim-policy-delete']);
});

test('a code that no warning has is an error with the nearest', () => {
  expect(own('node-local-volumes').slice(2)).toEqual([
    expect.objectContaining({
      severity: 'error',
      code: 'unknown-acknowledgement',
      prop: 'acknowledge[0].code',
      value: 'node-local-volumes',
      remedy: "Write 'node-local-volume'",
    }),
  ]);
});

test('an error cannot be acknowledged, and a warning not without a reason', () => {
  expect(codes(own('expansion-unsupported'))).toContain('acknowledgement-of-error');
  const silent = own('node-local-volume', ' ');
  expect(codes(silent)).toEqual(['reclaim-policy-delete', 'node-local-volume', 'acknowledgement-without-reason']);
});

test('an acknowledgement of what does not occur is a warning', () => {
  expect(own('immediate-binding').pop()).toMatchObject({
    severity: 'warning',
    code: 'unused-acknowledgement',
    prop: 'acknowledge',
    message: expect.stringContaining('immediate-binding') as string,
  });
});

test('what the settings of a cluster acknowledge holds for every app, used or not', () => {
  const kind = Cluster.fromFolder('clusters/kind');
  const ofCluster = kind._knowledge.acknowledge;
  expect(ofCluster.map(({ code }) => code)).toEqual(codes(check(kind)));
  expect(reported(check(kind), { ofCluster })).toEqual([]);
  expect(reported([], { ofCluster })).toEqual([]);
});
