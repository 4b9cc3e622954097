import { App, Chart } from 'cdk8s';
import {
  AppIdentity,
  AppNamespace,
  Cluster,
  ConfigChange,
  EnvVar,
  GitOpsApp,
  PodSeparation,
  Probe,
  SnapshotSchedule,
  StatefulWebApp,
  Volume,
} from '../../lib';
import { UserError } from '../../lib/messages/user-error';

/** As plain JavaScript sees it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- nothing is known of a misspelt name
const loose = (value: unknown): any => value;
const chart = (): Chart => new Chart(new App(), 'chart', { namespace: 'docs' });
const web = (): StatefulWebApp => new StatefulWebApp(chart(), 'web', { image: 'example/web:1', port: 80 });

function messageOf(attempt: () => unknown): string {
  try {
    attempt();
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    return (error as Error).message;
  }
  return 'accepted';
}

test.each<[string, () => unknown, string]>([
  ['a value of an enum', () => loose(ConfigChange).RELAOD, 'Write `RELOAD`. [prop-unknown]'],
  ['a value that is near none', () => loose(PodSeparation).HOST, 'write one of NODE, ZONE. [prop-unknown]'],
  ['a static method', () => loose(EnvVar).secrets('db', 'user'), 'Write `secret`. [prop-unknown]'],
  ['a static method in other capitals', () => loose(Volume).emptydir('cache'), 'Write `emptyDir`. [prop-unknown]'],
  ['a static method of a cluster', () => loose(Cluster).off({ name: 'a' }), 'Write `of`. [prop-unknown]'],
  [
    'a member of an identity',
    () => loose(new AppIdentity({ name: 'web' })).servicehost,
    'Write `serviceHost`. [prop-unknown]',
  ],
  ['a member of an app', () => `http://${loose(web()).host}/`, '`serviceHost`'],
  [
    'a prop of an identity',
    () => new AppIdentity(loose({ name: 'web', replcas: 3 })),
    'Write `replicas`. [prop-unknown]',
  ],
])('%s that is misspelt is an error with the nearest name', (_, attempt, remedy) => {
  expect(messageOf(attempt)).toContain(remedy);
});

test.each<[string, () => unknown]>([
  ['a promise looks for its method', () => loose(web()).then],
  ['a library looks for a mark', () => loose(EnvVar)[Symbol.for('mark')]],
  ['a printer looks for JSON', () => loose(PodSeparation).toJSON],
  ['an app is asked for what is near nothing', () => loose(web()).apiVersion],
  ['a Service that the app has not is asked for', () => web().clientService],
])('no error where %s', (_, attempt) => {
  expect(attempt()).toBeUndefined();
});

test('classes, enums and objects stay what they are to everybody else', () => {
  expect(EnvVar).toBeInstanceOf(Function);
  expect(Object.values(PodSeparation)).toEqual(['kubernetes.io/hostname', 'topology.kubernetes.io/zone']);
  expect(Object.keys(PodSeparation)).toEqual(['NODE', 'ZONE']);
  expect(web().toString()).toBe('chart/web');
  expect(new AppIdentity({ name: 'web', image: 'an app has it' } as never).name).toBe('web');
});

test('a derived class has names of its own', () => {
  class Wiki extends StatefulWebApp {
    public readonly hots?: string;
  }
  expect(loose(new Wiki(chart(), 'wiki', { image: 'example/wiki:1' })).servicehost).toBeUndefined();
});

test.each<[string, (scope: Chart) => unknown, string]>([
  ['no scope', () => new StatefulWebApp(loose('web'), loose({}), loose(undefined)), 'the scope must be a chart'],
  ['no id', (scope) => new StatefulWebApp(scope, loose({ image: 'a' }), loose(undefined)), 'the id must be text'],
  ['no chart above it', () => new StatefulWebApp(new App(), 'web', { image: 'a' }), 'in no chart'],
  ['an id that is taken', (scope) => [1, 2].map(() => new AppNamespace(scope, 'ns')), "chart already has 'ns'"],
  ['a schedule without a scope', () => new SnapshotSchedule(loose(undefined), 'a', loose({})), 'new SnapshotSchedule('],
])('a construct with %s is an error that says so', (_, make, message) => {
  expect(messageOf(() => make(chart()))).toContain(message);
});

test.each<[string, object, string]>([
  ['in other capitals', { Image: 'a' }, 'Write `image`.'],
  ['in the singular', { ingress: [] }, 'Write `ingresses`.'],
  ['of a resource list', { resources: { request: {} } }, 'Write `requests`.'],
  ['of Kubernetes', { runAsUser: 999 }, 'Write `user`.'],
])('a prop %s has its nearest name, not one elsewhere', (_, props, remedy) => {
  const app = new App();
  new StatefulWebApp(new Chart(app, 'chart'), 'web', { image: 'example/web:1', ...props } as never);
  expect(messageOfSynth(app)).toContain(remedy);
});

test.each<[string, object, string]>([
  [
    'the number of a port',
    { port: 80, clientService: { ports: [{ port: 80, targetPort: 80 }] } },
    'Write the name of the port',
  ],
  ['a method that is not called', { readiness: Probe.httpGet }, 'Call it: Probe.'],
  ['text for the options of a method', { port: 80, readiness: Probe.httpGet('/' as never) }, '`readiness` ='],
  ['a misspelt resource', { resources: { requests: { cpus: '1' } } }, 'Write `cpu`'],
])('%s gets advice that works', (_, props, remedy) => {
  const app = new App();
  new StatefulWebApp(new Chart(app, 'chart'), 'web', { image: 'example/web:1', ...props } as never);
  expect(messageOfSynth(app)).toContain(remedy);
});

test('a schedule that is none names its prop', () => {
  const scope = chart();
  const app = new StatefulWebApp(scope, 'web', { image: 'a', claims: [{ name: 'd', size: '1Gi', mountPath: '/d' }] });
  new SnapshotSchedule(scope, 'nightly', { app, schedule: 'weekly', keep: 1 });
  expect(messageOfSynth(scope.node.root as App)).toContain('`schedule (CronJob');
});

test.each<[string, () => unknown, string]>([
  ['a folder that is no text', () => Cluster.fromFolder(loose(undefined)), '`path`: must be text, and is missing'],
  ['a number for a folder', () => Cluster.allIn(loose(5)), '`folder` = 5: must be text'],
  ['a platform that is none', () => Cluster.onPlatform(loose('aks2')), 'must be one of'],
  ['a class that is text', () => Cluster.of({ name: 'a' }).resolve(loose('gp3')), "StorageClassRef.named('gp3')"],
  ['names for clusters', () => new GitOpsApp().selected(loose(['prod'])), 'must be made with Cluster'],
])('a method that is given %s is an error that names its parameter', (_, attempt, message) => {
  expect(messageOf(attempt)).toContain(message);
});

function messageOfSynth(app: App): string {
  return app.node
    .findAll()
    .flatMap(({ node }) => node.validate())
    .join('\n');
}
