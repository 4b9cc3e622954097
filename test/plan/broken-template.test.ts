import { says } from '../support/says';
import type { Manifest } from '../../lib/kubernetes/manifest';
import { plan, type PlanOptions, remedyText } from '../../lib/plan';
import { container, service, statefulSet } from './objects';

type Fields = Record<string, unknown>;

const pod = (fields: Fields, spec: Fields = {}): Manifest => statefulSet(spec, { containers: [container(fields)] });
const mounts = (...names: string[]): Fields => ({
  volumeMounts: ['www', ...names].map((name) => ({ name, mountPath: `/${name}` })),
});

function told(before: Manifest | undefined, after: Manifest, options: PlanOptions = {}): unknown[] {
  const sides = [...(before === undefined ? [] : [before]), service()];
  return plan(sides, [after, service()], options)
    .changes.flatMap(({ findings }) => findings)
    .filter(({ code }) => code === 'template-cannot-run')
    .map(({ impact, path, message, remedy }) => [impact, path, message, remedyText(remedy)]);
}

const WEB = 'spec.template.spec.containers[web]';
const NOWHERE = 'spec.template.spec.containers[0].volumeMounts[1].name: Not found: "nope"';
const BAD = "'nginx:1:2'";

test('a pod that the API server will refuse stops the rollout before 1.34', () => {
  const [before, after] = [pod(mounts()), pod(mounts('nope'))];
  expect(told(before, after, { kubernetes: '1.33' })).toEqual([
    [
      'outage',
      `${WEB}.volumeMounts[/nope].name`,
      says('web-1 is deleted', NOWHERE, 'rollout stops'),
      'Correct the field.',
    ],
  ]);
  expect(plan([before, service()], [after, service()], { kubernetes: '1.34' }).impact).toBe('rejected');
});

test('an image that cannot be does so everywhere, and is not healed by taking it back', () => {
  const [good, bad] = [pod({}), pod({ image: 'nginx:1:2' })];
  const heal = 'kubectl delete pod web-1 -n default';
  expect(told(good, bad)).toEqual([
    [
      'outage',
      `${WEB}.image`,
      says('web-1', 'not start', BAD, 'InvalidImageName', 'rollout stops'),
      says('Correct the field', 'web-1', heal),
    ],
  ]);
  expect(told(bad, good)).toEqual([
    ['restart', `${WEB}.image`, says(BAD, 'web-1', 'OrderedReady', 'delete that pod'), says(heal)],
  ]);
  const parallel = { podManagementPolicy: 'Parallel' };
  expect(told(pod({}, parallel), pod({ image: 'nginx:1:2' }, parallel))).toMatchObject([
    ['outage', `${WEB}.image`, expect.anything(), 'Correct the field.'],
  ]);
});

test('where no pod restarts, it waits', () => {
  const held = { updateStrategy: { type: 'OnDelete' } };
  expect(told(pod({}, held), pod({ image: 'nginx:1:2' }, held))).toEqual([
    ['update', `${WEB}.image`, says('not start', BAD), 'Correct the field.'],
  ]);
});

test('a new StatefulSet stops at its first pod, or has none at all', () => {
  expect(told(undefined, pod({ image: ' ' }))).toEqual([
    ['create', `${WEB}.image`, says('web-0', 'not start', "' '"), 'Correct the field.'],
  ]);
  expect(told(undefined, pod(mounts('nope'), { podManagementPolicy: 'Parallel' }), { kubernetes: '1.30' })).toEqual([
    ['create', `${WEB}.volumeMounts[/nope].name`, says('web-0 and web-1', NOWHERE), 'Correct the field.'],
  ]);
});

test.each([
  ['nginx', true],
  ['nginx:1.22.1', true],
  ['docker.io/library/nginx:1', true],
  ['localhost:5000/a/b__c-d.e:V_1', true],
  ['[::1]:5000/a:1', true],
  [`a@sha256:${'0'.repeat(64)}`, true],
  [`a:1@sha256:${'0'.repeat(64)}`, true],
  ['Nginx:1', false],
  ['nginx:', false],
  ['nginx:${TAG}', false],
  ['a//b', false],
  ['https://a/b', false],
  [`a@sha256:0`, false],
])('%s is an image reference: %s', (image, valid) => {
  expect(told(pod({}), pod({ image }))).toHaveLength(valid ? 0 : 1);
});
