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
const NOWHERE = `the API server will refuse it: ${'spec.template.spec.containers[0].volumeMounts[1].name'}: Not found: "nope"`;
const BAD = "'nginx:1:2' is no image reference (InvalidImageName)";

test('a pod that the API server will refuse stops the rollout before 1.34', () => {
  const [before, after] = [pod(mounts()), pod(mounts('nope'))];
  expect(told(before, after, { kubernetes: '1.33' })).toEqual([
    [
      'outage',
      `${WEB}.volumeMounts[/nope].name`,
      `web-1 is deleted, and no pod of this template can be made in its place: ${NOWHERE}. The rollout stops there`,
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
      `web-1 comes back and does not start: ${BAD}. The rollout stops there`,
      `Correct the field. Once web-1 is stuck, the correction alone does not repair it: ${heal}`,
    ],
  ]);
  expect(told(bad, good)).toEqual([
    [
      'restart',
      `${WEB}.image`,
      `No pod of the template before could start: ${BAD}. If its rollout had begun, web-1 is stuck, and with OrderedReady this change does not repair the rollout: also delete that pod, or it stays stuck`,
      `After the change: ${heal}`,
    ],
  ]);
  const parallel = { podManagementPolicy: 'Parallel' };
  expect(told(pod({}, parallel), pod({ image: 'nginx:1:2' }, parallel))).toMatchObject([
    ['outage', `${WEB}.image`, expect.anything(), 'Correct the field.'],
  ]);
});

test('where no pod restarts, it waits', () => {
  const held = { updateStrategy: { type: 'OnDelete' } };
  expect(told(pod({}, held), pod({ image: 'nginx:1:2' }, held))).toEqual([
    ['update', `${WEB}.image`, `Pods of this template do not start: ${BAD}`, 'Correct the field.'],
  ]);
});

test('a new StatefulSet stops at its first pod, or has none at all', () => {
  expect(told(undefined, pod({ image: ' ' }))).toEqual([
    [
      'create',
      `${WEB}.image`,
      "web-0 does not start: ' ' is no image reference (InvalidImageName)",
      'Correct the field.',
    ],
  ]);
  expect(told(undefined, pod(mounts('nope'), { podManagementPolicy: 'Parallel' }), { kubernetes: '1.30' })).toEqual([
    ['create', `${WEB}.volumeMounts[/nope].name`, `web-0 and web-1 cannot be made: ${NOWHERE}`, 'Correct the field.'],
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
