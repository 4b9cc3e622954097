import { readFileSync } from 'node:fs';
import type { Manifest } from '../../../../lib/kubernetes/manifest';
import { KNOWN_IMAGES } from '../../../../lib/images/known-images';
import { container, statefulSet } from '../../objects';
import { codesOf, messagesOf } from '../../workloads';

type Fields = Record<string, unknown>;

const SET = 'StatefulSet default/web';
const runs = (image: string, mountPath: string, fields: Fields = {}, replicas = 3): Manifest =>
  statefulSet(
    { replicas },
    { containers: [container({ image, volumeMounts: [{ name: 'www', mountPath }], ...fields })] },
  );
const codes = (before: Manifest, after: Manifest): string[] => codesOf(SET, [before], [after]);
const PG = '/var/lib/postgresql/data';
const sure = 'image-major-version outage';
const may = 'image-major-version restart';

describe('a known image', () => {
  test.each([
    ['another major version of PostgreSQL', 'postgres:16', 'postgres:17', '/var/lib/postgresql/data'],
    [
      'the same with a replication manager',
      'bitnami/postgresql-repmgr:15.3.0',
      'bitnami/postgresql-repmgr:16.3.0',
      '/bitnami/postgresql',
    ],
    ['an older MySQL', 'bitnami/mysql:8.4.1', 'bitnami/mysql:8.0.37', '/bitnami/mysql'],
    ['a MySQL that leaves 8.0 out', 'mysql:5.7', 'mysql:8.4', '/var/lib/mysql'],
    ['a MongoDB that leaves releases out', 'mongo:4.4.1', 'mongo:6.0.2', '/data/db'],
    [
      'an etcd that leaves a minor version out',
      'quay.io/coreos/etcd:v3.4.1',
      'quay.io/coreos/etcd:v3.6.0',
      '/var/lib/etcd',
    ],
    [
      'a CockroachDB that leaves a release out',
      'cockroachdb/cockroach:v21.1.7',
      'cockroachdb/cockroach:v22.1.11',
      '/cockroach/cockroach-data',
    ],
    [
      'another PostgreSQL under TimescaleDB',
      'timescale/timescaledb:2.9.1-pg13',
      'timescale/timescaledb:2.9.1-pg14',
      PG,
    ],
    ['a MariaDB one step back', 'mariadb:10.8.3', 'mariadb:10.5.9', '/var/lib/mysql'],
    ['a MariaDB one major version back', 'mariadb:11.4', 'mariadb:10.11', '/var/lib/mysql'],
    [
      'an older minor version of Elasticsearch',
      'elasticsearch:8.3.1',
      'elasticsearch:8.2.0',
      '/usr/share/elasticsearch/data',
    ],
    ['an older patch of Nextcloud', 'nextcloud:27.1.3-apache', 'nextcloud:27.1.2-apache', '/var/www/html'],
    ['an older Gitea', 'gitea/gitea:1.22.1', 'gitea/gitea:1.21.5', '/data'],
    ['an older Neo4j', 'neo4j:5.3', 'neo4j:4.4', '/data'],
    ['a Nextcloud that leaves a version out', 'nextcloud:25-apache', 'nextcloud:27-apache', '/var/www/html'],
  ])('does not start as %s', (_, before, after, path) => {
    expect(codes(runs(before, path), runs(after, path))).toContain(sure);
  });

  test.each([
    [
      'a release that may be left out',
      'cockroachdb/cockroach:v24.1.1',
      'cockroachdb/cockroach:v24.3.0',
      '/cockroach/cockroach-data',
    ],
    ['the next release', 'mongo:5.0.1', 'mongo:6.0.2', '/data/db'],
    ['one release back that can be prepared', 'mongo:6.0.1', 'mongo:5.0.2', '/data/db'],
    ['an older minor version of Redis', 'redis:7.2.4', 'redis:7.0.1', '/data'],
    ['an older major version of CouchDB', 'couchdb:3.3', 'couchdb:2.3', '/opt/couchdb/data'],
    ['an older MariaDB whose volume is not its data', 'mariadb:11.4', 'mariadb:10.11', '/backup'],
    ['a volume that is not its data', 'postgres:16', 'postgres:17', '/backup'],
    ['an unknown image', 'example/db:16', 'example/db:18', '/data'],
    ['a TimescaleDB whose tag does not name PostgreSQL', 'timescale/timescaledb:1.7', 'timescale/timescaledb:2.1', PG],
  ])('may start, with %s', (_, before, after, path) => {
    expect(codes(runs(before, path), runs(after, path))).toContain(may);
  });

  test('may start, if something in the pod upgrades the data', () => {
    const upgraded = (tag: number): Manifest =>
      statefulSet(
        {},
        {
          containers: [
            container({
              image: `postgres:${tag}`,
              volumeMounts: [{ name: 'www', mountPath: '/var/lib/postgresql/data' }],
            }),
          ],
          initContainers: [{ name: 'pg-upgrade', image: 'example/tools:1' }],
        },
      );
    expect(codes(upgraded(16), upgraded(17))).toContain(may);
  });

  test('says of each step back that it is one, even of an image that is not known', () => {
    const said = (image: string, to: number, path: string): string =>
      messagesOf('image-major-version', [runs(`${image}:11`, path)], [runs(`${image}:${to}`, path)]);
    for (const { names, directories, tags } of KNOWN_IMAGES) {
      if (tags === undefined) expect(said(names[0]!, 10, directories[0]!)).toMatch(/step back|does not start/);
    }
    expect(said('example/db', 10, '/data')).toContain('step back');
    expect(said('example/db', 12, '/data')).not.toContain('step back');
  });

  test.each([
    ['elasticsearch:8.2.0', 'elasticsearch:8.3.1', '/usr/share/elasticsearch/data'],
    ['elasticsearch:8.3.1', 'elasticsearch:8.3.0', '/usr/share/elasticsearch/data'],
    ['redis:7.0', 'redis:7.2', '/data'],
    ['nextcloud:27.1.2', 'nextcloud:27.1.3', '/var/www/html'],
    ['gitea/gitea:1.22', 'gitea/gitea:1.22.1', '/data'],
  ])('says nothing of %s → %s', (before, after, path) => {
    expect(codes(runs(before, path), runs(after, path)).join()).not.toContain('image-major-version');
  });

  test.each(['latest', 'bookworm'])('says nothing for sure with the tag %s', (tag) => {
    const path = '/var/lib/postgresql/data';
    expect(codes(runs(`postgres:${tag}`, path), runs('postgres:17', path)).join()).not.toContain('image-major-version');
  });
});

describe('PostgreSQL from 18 on', () => {
  const elsewhere = 'image-keeps-data-elsewhere';
  const path = '/var/lib/postgresql/data';

  test('keeps its data elsewhere', () => {
    expect(codes(runs('postgres:17', path), runs('postgres:18', path))).toContain(`${elsewhere} data-risk`);
    expect(codesOf(SET, [], [runs('postgres:18-alpine', path)])).toContain(`${elsewhere} create`);
    expect(messagesOf(elsewhere, [], [runs('postgres:18', path)])).toContain('/var/lib/postgresql/18/docker');
  });

  test('keeps it on the volume if it is told so, or mounted above', () => {
    const told = { env: [{ name: 'PGDATA', value: `${path}/pgdata` }] };
    expect(codesOf(SET, [], [runs('postgres:18', path, told)]).join()).not.toContain(elsewhere);
    expect(codesOf(SET, [], [runs('postgres:18', '/var/lib/postgresql')]).join()).not.toContain(elsewhere);
    expect(codesOf(SET, [], [runs('bitnami/postgresql:18.1.0', path)]).join()).not.toContain(elsewhere);
    expect(codesOf(SET, [], [runs('postgres:17', path)]).join()).not.toContain(elsewhere);
  });
});

describe('a data directory at the root of a new volume', () => {
  const root = 'data-at-volume-root create';
  const created = (image: string, path: string, fields: Fields = {}): string[] =>
    codesOf(SET, [], [runs(image, path, fields)]);
  const pgdata = (value: string): Fields => ({ env: [{ name: 'PGDATA', value }] });
  const data = '/var/lib/postgresql/data';
  const at = (mountPath: string, subPath: string): Fields => ({ volumeMounts: [{ name: 'www', mountPath, subPath }] });

  test.each([
    ['PostgreSQL', 'postgres:16', data, {}],
    ['PostGIS', 'postgis/postgis:16-3.4', data, {}],
    ['PostgreSQL 18 that is told so', 'postgres:18', '/data', pgdata('/data/')],
    ['MySQL 5.7', 'mysql:5.7.44', '/var/lib/mysql', {}],
    [
      'a Kafka that is told so',
      'confluentinc/cp-kafka:7.6.0',
      '/logs',
      { env: [{ name: 'KAFKA_LOG_DIRS', value: '/logs' }] },
    ],
  ])('may not start: %s', (_, image, path, fields) => {
    expect(created(image, path, fields)).toContain(root);
  });

  test.each([
    ['a folder of the volume', 'postgres:16', data, pgdata(`${data}/pgdata`)],
    ['a subPath', 'postgres:16', data, at(data, 'pg')],
    ['a folder that the release makes', 'postgres:18', '/var/lib/postgresql', {}],
    ['a folder that the image makes', 'bitnami/postgresql:16.1.0', '/bitnami/postgresql', {}],
    ['a directory that is not said here', 'postgres:16', data, { envFrom: [{ configMapRef: { name: 'settings' } }] }],
    ['a release that ignores the folder', 'mysql:8.0.36', '/var/lib/mysql', {}],
    ['an argument that ignores it', 'mysql:5.7', '/var/lib/mysql', { args: ['--ignore-db-dir=lost+found'] }],
    ['a tag that does not say its release', 'postgres:latest', data, {}],
  ])('starts with %s', (_, image, path, fields) => {
    expect(created(image, path, fields)).not.toContain(root);
  });

  test('is no news of a set that has its data', () => {
    expect(codes(runs('postgres:16.1', data), runs('postgres:16.2', data)).join()).not.toContain('data-at-volume-root');
  });
});

describe('a quorum', () => {
  const lost = 'quorum-lost outage';
  const etcd = (replicas: number, fields: Fields = {}): Manifest =>
    runs('etcd:3.5.1', '/var/lib/etcd', fields, replicas);

  test('is lost if a majority of the members goes', () => {
    expect(codes(etcd(3), etcd(1))).toContain(lost);
    expect(codes(etcd(5), etcd(2))).toContain(lost);
    const vault = (replicas: number, path: string): Manifest => runs('hashicorp/vault:1.18.1', path, {}, replicas);
    expect(codes(vault(3, '/vault/data'), vault(1, '/vault/data'))).toContain(lost);
    expect(codes(vault(3, '/audit'), vault(1, '/audit'))).not.toContain(lost);
  });

  test('is kept if a majority stays, all go, or a member leaves by itself', () => {
    expect(codes(etcd(5), etcd(3))).not.toContain(lost);
    expect(codes(etcd(3), etcd(0))).not.toContain(lost);
    const leaves = { lifecycle: { preStop: { exec: { command: ['leave'] } } } };
    expect(codes(etcd(3, leaves), etcd(1, leaves))).not.toContain(lost);
    expect(codes(runs('redis:7', '/data', {}, 3), runs('redis:7', '/data', {}, 1))).not.toContain(lost);
  });
});

test('every datum has a source, and the page of docs has them all: npm run docs:images writes it', () => {
  const page = readFileSync('docs/reference/known-images.md', 'utf8');
  const missing = KNOWN_IMAGES.filter(
    ({ title, names, sources }) =>
      sources.length === 0 || [title, ...names, ...sources].some((text) => !page.includes(text)),
  );
  expect(missing).toEqual([]);
  expect(page.split('\n').filter((line) => line.includes('](http'))).toHaveLength(KNOWN_IMAGES.length);
});
