import { Chart, Testing } from 'cdk8s';
import {
  ClaimSource,
  SnapshotSchedule,
  type SnapshotScheduleProps,
  StatefulWebApp,
  type StatefulWebAppProps,
} from '../../lib';
import { SMALLEST } from '../support/synth';

/* eslint-disable @typescript-eslint/no-explicit-any -- manifests are looked into freely */

const PAGES = { name: 'pages', size: '1Gi', mountPath: '/pages' };
const INDEX = { name: 'index', size: '1Gi', mountPath: '/index' };

function schedule(
  props: Partial<SnapshotScheduleProps> = {},
  app: Partial<StatefulWebAppProps> = {},
): { readonly nightly: SnapshotSchedule; readonly manifests: () => any[]; readonly job: () => any } {
  const chart = new Chart(Testing.app(), 'chart', { namespace: 'shop' });
  const wiki = new StatefulWebApp(chart, 'wiki', { ...SMALLEST, claims: [PAGES, INDEX], ...app });
  // In a chart of its own, with another namespace.
  const other = new Chart(chart.node.root as any, 'backups', { namespace: 'backups' });
  const nightly = new SnapshotSchedule(other, 'nightly', { app: wiki, schedule: '0 3 * * *', keep: 7, ...props });
  const manifests = (): any[] => {
    Testing.synth(chart);
    return Testing.synth(other);
  };
  return { nightly, manifests, job: () => manifests().find(({ kind }) => kind === 'CronJob') };
}
const container = (job: any): any => job.spec.jobTemplate.spec.template.spec.containers[0];
const variables = (job: any): Record<string, string> =>
  Object.fromEntries(container(job).env.map(({ name, value }: { name: string; value: string }) => [name, value]));

test('is a CronJob with an account of its own, in the namespace of the app', () => {
  const made = schedule().manifests();
  expect(made.map(({ kind, metadata }) => [kind, metadata.name, metadata.namespace])).toEqual(
    ['ServiceAccount', 'Role', 'RoleBinding', 'CronJob'].map((kind) => [kind, 'wiki-nightly', 'shop']),
  );
});

test('may read claims, and neither Secrets nor the data', () => {
  const role = schedule()
    .manifests()
    .find(({ kind }) => kind === 'Role');
  expect(role.rules.map(({ resources, verbs }: any) => [resources, verbs])).toEqual([
    [['persistentvolumeclaims'], ['list']],
    [['volumesnapshots'], expect.not.arrayContaining(['*'])],
  ]);
});

test('runs an image by its digest, and another one where that is said', () => {
  expect(container(schedule().job()).image).toMatch(/@sha256:[0-9a-f]{64}$/);
  expect(container(schedule({ image: 'mirror.example.org/kubectl:1' }).job()).image).toBe(
    'mirror.example.org/kubectl:1',
  );
});

test('finds the claims of the app, of whatever ordinals there are, and no others', () => {
  const isMatched = (job: any, claim: string): boolean => new RegExp(variables(job)['CLAIMS'] ?? '').test(claim);
  const all = schedule(
    {},
    { autoscaling: { minReplicas: 2, maxReplicas: 5 }, resources: { requests: { cpu: '1' } } },
  ).job();
  expect(['pages-wiki-0', 'index-wiki-12'].map((claim) => isMatched(all, claim))).toEqual([true, true]);
  expect(['pages-wiki-api-0', 'my-pages-wiki-0', 'pages-wiki'].map((claim) => isMatched(all, claim))).toEqual([
    false,
    false,
    false,
  ]);
  const some = schedule({ claims: ['index'] }).job();
  expect(['pages-wiki-0', 'index-wiki-0'].map((claim) => isMatched(some, claim))).toEqual([false, true]);
  expect(variables(all)['SELECTOR']).toBe('app.kubernetes.io/name=wiki');
});

test('takes the options of the run', () => {
  const job = schedule({
    timeZone: 'Europe/Berlin',
    suspend: true,
    timeoutSeconds: 60,
    volumeSnapshotClassName: 'fast',
  }).job();
  expect(job.spec).toMatchObject({ schedule: '0 3 * * *', timeZone: 'Europe/Berlin', suspend: true });
  expect(variables(job)).toMatchObject({ KEEP: '7', TIMEOUT: '60s', CLASS: 'fast' });
});

test('is no pod of the app, so that no Service leads to it', () => {
  const { labels } = schedule().job().spec.jobTemplate.spec.template.metadata;
  expect(labels).toEqual({ 'stateful-web-app/schedule': 'wiki-nightly' });
});

test('restores every claim from one run', () => {
  const { nightly } = schedule();
  expect(nightly.snapshotName('pages', 1, '20261128030000')).toBe('wiki-nightly-20261128030000-pages-wiki-1');
  const source = nightly.source('pages', '20261128030000');
  expect(source).toBeInstanceOf(ClaimSource);
  expect(source.nameFor(0)).toBe('wiki-nightly-20261128030000-pages-wiki-0');
});

test.each<[string, Partial<SnapshotScheduleProps>, RegExp]>([
  ['a schedule that Kubernetes cannot read', { schedule: 'every night' }, /spec\.schedule.*\[manifest-rejected\]/],
  ['a time zone that is none', { timeZone: 'Berlin' }, /spec\.timeZone.*\[manifest-rejected\]/],
  ['no run that is kept', { keep: 0 }, /`keep` = 0.*\[snapshots-kept-invalid\]/],
  ['a claim that the app does not have', { claims: ['page'] }, /\[snapshot-claim-unknown\]/],
  ['a name that is too long', { name: 'a'.repeat(53) }, /metadata\.name|`name`/],
])('says what is wrong: %s', (_, props, message) => {
  expect(() => schedule(props).manifests()).toThrow(message);
});

test.each([
  [{ keeps: 7 }, /`keeps`.*Write `keep`/],
  [{ keep: '7' }, /`keep` = '7'/],
])('lets no prop through that is misspelt, or of another type: %j', (props, message) => {
  expect(() => schedule(props as object)).toThrow(message);
});
