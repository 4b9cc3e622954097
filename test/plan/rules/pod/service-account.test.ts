import type { ApplyMode } from '../../../../lib/plan';
import { codesOf, deployment } from '../../workloads';

type Fields = Record<string, unknown>;

/* As measured with kubectl apply and kubectl apply --server-side on 1.30 and 1.37. */

const KEPT = 'service-account-kept none';

const codes = (before: Fields, after: Fields, apply: ApplyMode): string[] => {
  const [old, now] = [before, after].map((pod) => deployment({}, pod)) as [
    ReturnType<typeof deployment>,
    ReturnType<typeof deployment>,
  ];
  return [codesOf('Deployment default/web', [old], [now], { apply })].flat();
};

describe.each(['client', 'server'] as const)('under %s-side apply', (apply) => {
  test.each<[string, Fields, Fields]>([
    ['the name is removed', { serviceAccountName: 'x' }, {}],
    ['the old name is removed', { serviceAccount: 'x' }, {}],
    ['the old name is changed', { serviceAccount: 'x' }, { serviceAccount: 'y' }],
  ])('pods keep their account if %s', (_title, before, after) => {
    expect(codes(before, after, apply)).toContain(KEPT);
  });

  test.each<[string, Fields, Fields]>([
    ['the name is changed', { serviceAccountName: 'x' }, { serviceAccountName: 'y' }],
    ['both are removed', { serviceAccountName: 'x', serviceAccount: 'x' }, {}],
    ['the name takes the place of the old one', { serviceAccount: 'x' }, { serviceAccountName: 'y' }],
    ['the old name takes its place', { serviceAccountName: 'x' }, { serviceAccount: 'y' }],
    ['one says what the other said', { serviceAccount: 'x' }, { serviceAccountName: 'x' }],
  ])('pods get what is declared if %s', (_title, before, after) => {
    expect(codes(before, after, apply)).not.toContain(KEPT);
  });
});

test('a PUT keeps nothing', () => {
  expect(codes({ serviceAccountName: 'x' }, {}, 'replace')).not.toContain(KEPT);
});
