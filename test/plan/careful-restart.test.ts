import { says } from '../support/says';
import type { Manifest } from '../../lib/kubernetes/manifest';
import { change, container, statefulSet } from './objects';

type Fields = Record<string, unknown>;

const pod = (fields: Fields, more: Fields = {}): Manifest =>
  statefulSet({}, { containers: [container(fields)], ...more });

/** What is said beside that pods restart. */
function told(before: Manifest, after: Manifest): unknown[] {
  return change([before], [after])
    .findings.filter(({ code }) => code !== 'pod-template-changed')
    .map(({ code, impact, path, message }) => [code, impact, path, message]);
}

const POD = 'spec.template.spec';
const WEB = `${POD}.containers[web]`;
const CLAIMS = 'www-web-0 and www-web-1';

describe('the owner of the data', () => {
  const foreign = says(CLAIMS, 'old user or group');
  const context = (securityContext?: Fields): Fields => (securityContext === undefined ? {} : { securityContext });
  test.each<[string, Manifest, Manifest, string, string]>([
    [
      'user',
      pod({}, context({ runAsUser: 1 })),
      pod({}, context({ runAsUser: 2 })),
      `${POD}.securityContext.runAsUser`,
      foreign,
    ],
    ['user of the container', pod(context({ runAsUser: 1 })), pod({}), `${WEB}.securityContext.runAsUser`, foreign],
    [
      'supplemental groups',
      pod({}, context({ supplementalGroups: [1] })),
      pod({}, context({ supplementalGroups: [2] })),
      `${POD}.securityContext.supplementalGroups`,
      says('group 1', CLAIMS),
    ],
    [
      'fsGroup',
      pod({}),
      pod({}, context({ fsGroup: 999 })),
      `${POD}.securityContext.fsGroup`,
      says(CLAIMS, 'group 999', 'group-writable'),
    ],
    [
      'fsGroup that goes',
      pod({}, context({ fsGroup: 999 })),
      pod({}),
      `${POD}.securityContext.fsGroup`,
      says(CLAIMS, 'group 999', 'read or write'),
    ],
    [
      'SELinux label',
      pod({}, context({ seLinuxOptions: { level: 's0:c1' } })),
      pod({}, context({ seLinuxOptions: { level: 's0:c2' } })),
      `${POD}.securityContext.seLinuxOptions`,
      says(CLAIMS, 'SELinux label'),
    ],
  ])('changes with the %s', (_what, before, after, path, message) => {
    expect(told(before, after)).toEqual([['volume-ownership-changed', 'restart', path, message]]);
  });

  test('does not change with the way in which files are given to the same group, or the first group of the same user', () => {
    const of = (fields: Fields): Manifest => pod({}, context({ fsGroup: 1, ...fields }));
    expect(told(of({}), of({ fsGroupChangePolicy: 'OnRootMismatch' }))).toEqual([]);
    const rare = { fsGroupChangePolicy: 'OnRootMismatch', runAsUser: 1 };
    expect(told(of({ ...rare, runAsGroup: 0 }), of({ ...rare, runAsGroup: 1 }))).toEqual([]);
  });

  test('does not change with a container that sees none of it', () => {
    const side = (runAsUser: number): Manifest =>
      statefulSet({}, { containers: [container(), { name: 'side', image: 'a:1', securityContext: { runAsUser } }] });
    expect(told(side(1), side(2))).toEqual([]);
  });
});

describe('less time', () => {
  const again = 'killed again and again';
  const halves = 'half-written files';
  const probe = (fields: Fields = {}): Fields => ({ httpGet: { port: 80 }, ...fields });
  test.each<[string, Manifest, Manifest, string, string]>([
    [
      'to stop',
      pod({}),
      pod({}, { terminationGracePeriodSeconds: 5 }),
      `${POD}.terminationGracePeriodSeconds`,
      says('Pods', '5 s', '30 s', halves),
    ],
    [
      'to stop after a failed probe',
      pod({ livenessProbe: probe({ terminationGracePeriodSeconds: 60 }) }),
      pod({ livenessProbe: probe({ terminationGracePeriodSeconds: 5 }) }),
      `${WEB}.livenessProbe.terminationGracePeriodSeconds`,
      says('containers', '5 s', '60 s', halves),
    ],
    [
      'without a preStop hook',
      pod({ lifecycle: { preStop: { exec: { command: ['a'] } } } }),
      pod({}),
      `${WEB}.lifecycle`,
      says('preStop', 'SIGTERM'),
    ],
    [
      'with a new liveness probe',
      pod({}),
      pod({ livenessProbe: probe() }),
      `${WEB}.livenessProbe`,
      says('new liveness probe', again),
    ],
    [
      'with a tighter liveness probe',
      pod({ livenessProbe: probe({ failureThreshold: 10 }) }),
      pod({ livenessProbe: probe() }),
      `${WEB}.livenessProbe`,
      says('livenessProbe', '30 s', '100 s', again),
    ],
    [
      'without a startup probe',
      pod({ livenessProbe: probe(), startupProbe: probe() }),
      pod({ livenessProbe: probe() }),
      `${WEB}.startupProbe`,
      says('startup probe', again),
    ],
  ])('%s is told', (_what, before, after, path, message) => {
    expect(told(before, after)).toEqual([['less-time-to-stop', 'restart', path, message]]);
    expect(told(after, before)).toEqual([]);
  });
});

test('a probe that asks more often, and gives up as late, is as patient as before', () => {
  const probe = (periodSeconds: number, failureThreshold: number): Manifest =>
    pod({ livenessProbe: { httpGet: { port: 80 }, periodSeconds, failureThreshold } });
  expect(told(probe(60, 3), probe(30, 6))).toEqual([]);
  const started = (periodSeconds: number): Manifest =>
    pod({
      livenessProbe: { httpGet: { port: 80 }, periodSeconds },
      startupProbe: { httpGet: { port: 80 }, failureThreshold: 100 },
    });
  expect(told(started(60), started(30))).toEqual([]);
});

describe('an image', () => {
  const digest = (letter: string): string => `@sha256:${letter.repeat(64)}`;
  const image = (name: string): Manifest => pod({ image: name });
  test.each([
    ['postgres:15-alpine', 'postgres:16-alpine', '15 → 16'],
    [`postgres:15${digest('a')}`, `postgres:16${digest('b')}`, '15 → 16'],
    ['postgres:16', 'postgres:15', '16 → 15'],
    ['r.io/postgres:v15.2', 'other.io/mirror/postgres:v16.1', '15 → 16'],
    ['bitnami/postgresql:15.3.0-debian-11-r7', 'bitnami/postgresql:16.0.0-debian-11-r2', '15 → 16'],
    ['localhost:5000/pg:14', 'localhost:5000/pg:15', '14 → 15'],
    ['timescale/timescaledb:2.11-pg14', 'timescale/timescaledb:2.11-pg15', '14 → 15'],
    ['pgvector/pgvector:pg15', 'pgvector/pgvector:pg16', '15 → 16'],
    ['mysql:8.0', 'mysql:8.4.1', '8.0 → 8.4'],
    ['mariadb:10.6.1', 'mariadb:10.11', '10.6 → 10.11'],
    ['postgres:9.5', 'postgres:9.6', '9.5 → 9.6'],
  ])('%s → %s is a new major version', (before, after, versions) => {
    const repository = after.replace(/@.*/, '').replace(/:[^:/]*$/, '');
    expect(told(image(before), image(after))).toEqual([
      ['image-major-version', 'restart', `${WEB}.image`, says(versions, `'${repository}'`, CLAIMS)],
    ]);
  });

  test.each(['postgres', 'postgres:latest', `postgres${digest('a')}`])(
    '%s does not say its version any more',
    (after) => {
      expect(told(image('postgres:15'), image(after))).toMatchObject([
        ['image-major-version', 'restart', `${WEB}.image`, says('version', '15')],
      ]);
    },
  );

  test.each([
    ['postgres:15.1', 'postgres:15.2-alpine'],
    ['mysql:8.0.1', 'mysql:8.0.2'],
    ['postgres:latest', 'postgres:16'],
    ['redis:7.0', 'redis:7.2'],
  ])('%s → %s is none', (before, after) => {
    expect(told(image(before), image(after))).toEqual([]);
  });

  test('of another app is told', () => {
    expect(told(image('postgres:15'), image('redis:7'))).toEqual([
      ['image-major-version', 'restart', `${WEB}.image`, says("'postgres:15'", CLAIMS)],
    ]);
  });

  test('of a container that sees no data is none', () => {
    const side = (name: string): Manifest =>
      statefulSet({}, { containers: [container(), { name: 'side', image: name }] });
    expect(told(side('a:1'), side('a:2'))).toEqual([]);
  });
});
