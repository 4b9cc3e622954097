/** What is known of an image that keeps data, from its own documentation. */
export interface KnownImage {
  /** As people say it. */
  readonly title: string;
  /** Last part of the repository: registries mirror images under their own names. */
  readonly names: readonly string[];
  /** Where it keeps its data, if nothing else is said: a claim mounted there, above or below is its data. */
  readonly directories: readonly string[];
  /** How many numbers of a tag make a release whose data differs. */
  readonly numbers: 1 | 2;
  /** Whether a server of any other release refuses the data, older or newer. */
  readonly refusesOthers?: true;
  /** Releases of which none may be left out on the way up, oldest first; `each` if their numbers follow one another. */
  readonly steps?: readonly string[] | 'each';
  /** Whether a server of an older release refuses the data. */
  readonly refusesNewer?: true;
  /** What makes one step back possible. */
  readonly oneBackAfter?: string;
  /** What must be done before the upgrade, whatever the release. */
  readonly first?: string;
  /** Whether its members decide by majority. */
  readonly quorum?: true;
  /** Where this is said. */
  readonly sources: readonly string[];
}

/** Silent about whatever is not known for sure: a data format that may change is told of every image. docs/known-images.md lists them. */
export const KNOWN_IMAGES: readonly KnownImage[] = [
  {
    title: 'PostgreSQL',
    directories: ['/var/lib/postgresql', '/bitnami/postgresql'],
    names: ['postgres', 'postgresql', 'postgis', 'pgvector'],
    numbers: 1,
    refusesOthers: true,
    sources: [
      'https://www.postgresql.org/docs/current/upgrading.html',
      'https://github.com/docker-library/postgres/issues/37',
    ],
  },
  {
    title: 'MySQL',
    directories: ['/var/lib/mysql', '/bitnami/mysql'],
    names: ['mysql', 'percona', 'percona-server'],
    numbers: 2,
    steps: ['5.6', '5.7', '8.0', '8.4'],
    refusesNewer: true,
    sources: [
      'https://dev.mysql.com/doc/refman/8.4/en/upgrade-paths.html',
      'https://dev.mysql.com/doc/refman/8.4/en/downgrading.html',
    ],
  },
  {
    title: 'MariaDB',
    directories: ['/var/lib/mysql', '/bitnami/mariadb'],
    names: ['mariadb', 'mariadb-galera'],
    numbers: 2,
    sources: [
      'https://mariadb.com/docs/server/server-management/install-and-upgrade-mariadb/downgrading-between-major-versions-of-mariadb',
    ],
  },
  {
    title: 'MongoDB',
    directories: ['/data/db', '/bitnami/mongodb'],
    names: ['mongo', 'mongodb', 'mongodb-community-server', 'percona-server-mongodb'],
    numbers: 2,
    steps: ['3.4', '3.6', '4.0', '4.2', '4.4', '5.0', '6.0', '7.0', '8.0'],
    refusesNewer: true,
    oneBackAfter: 'featureCompatibilityVersion was set back to that of the older release',
    first: 'featureCompatibilityVersion must be that of the old release before the upgrade',
    quorum: true,
    sources: [
      'https://www.mongodb.com/docs/manual/reference/command/setFeatureCompatibilityVersion/',
      'https://www.mongodb.com/docs/manual/release-notes/6.0-downgrade/',
    ],
  },
  {
    title: 'etcd',
    directories: ['/var/lib/etcd', '/bitnami/etcd', '/var/run/etcd', '/etcd-data'],
    names: ['etcd'],
    numbers: 2,
    steps: 'each',
    quorum: true,
    sources: ['https://etcd.io/docs/v3.6/upgrades/upgrading-etcd/', 'https://etcd.io/docs/v3.6/faq/'],
  },
  {
    title: 'Elasticsearch',
    directories: ['/usr/share/elasticsearch/data', '/bitnami/elasticsearch/data'],
    names: ['elasticsearch'],
    numbers: 1,
    steps: 'each',
    refusesNewer: true,
    first: 'the old release must be at its last minor version (7.17 before 8)',
    sources: [
      'https://www.elastic.co/guide/en/elasticsearch/reference/8.18/rolling-upgrades.html',
      'https://www.elastic.co/guide/en/elasticsearch/reference/7.17/setup-upgrade.html',
    ],
  },
  {
    title: 'OpenSearch',
    directories: ['/usr/share/opensearch/data', '/bitnami/opensearch/data'],
    names: ['opensearch'],
    numbers: 1,
    refusesNewer: true,
    sources: ['https://github.com/opensearch-project/opensearch-k8s-operator/discussions/726'],
  },
  {
    title: 'RabbitMQ',
    directories: ['/var/lib/rabbitmq', '/bitnami/rabbitmq'],
    names: ['rabbitmq'],
    numbers: 2,
    first: 'all feature flags must be enabled before the upgrade, or the new release does not start',
    sources: ['https://www.rabbitmq.com/docs/upgrade', 'https://www.rabbitmq.com/docs/feature-flags'],
  },
  {
    title: 'Nextcloud',
    directories: ['/var/www/html'],
    names: ['nextcloud'],
    numbers: 1,
    steps: 'each',
    refusesNewer: true,
    sources: ['https://github.com/nextcloud/docker/issues/617', 'https://github.com/nextcloud/docker/issues/2079'],
  },
  {
    title: 'ZooKeeper',
    directories: ['/data', '/datalog', '/bitnami/zookeeper'],
    names: ['zookeeper'],
    numbers: 2,
    quorum: true,
    sources: ['https://zookeeper.apache.org/doc/current/zookeeperAdmin.html'],
  },
  {
    title: 'Consul',
    directories: ['/consul/data', '/bitnami/consul'],
    names: ['consul'],
    numbers: 2,
    quorum: true,
    sources: ['https://developer.hashicorp.com/consul/docs/concept/consensus'],
  },
];

const BY_NAME: ReadonlyMap<string, KnownImage> = new Map(
  KNOWN_IMAGES.flatMap((image) => image.names.map((name) => [name, image])),
);

/** Whether a path of the container is where the image keeps its data. */
export function isDataOf({ directories }: KnownImage, path: string): boolean {
  const within = (inner: string, outer: string): boolean => inner === outer || inner.startsWith(`${outer}/`);
  return directories.some((directory) => within(path, directory) || within(directory, path));
}

/** By the last part of the repository. */
export function knownImage(repository: string): KnownImage | undefined {
  return BY_NAME.get(repository.slice(repository.lastIndexOf('/') + 1));
}

/** Negative if the first of two releases is the older. */
export function compareReleases(left: string, right: string): number {
  const [a, b] = [left, right].map((each) => each.split('.').map(Number)) as [number[], number[]];
  const index = a.findIndex((number, place) => number !== (b[place] ?? 0));
  return index < 0 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}

/** What an upgrade from one release to another leaves out; empty if it may be done at once, or is no upgrade. */
export function skippedReleases({ steps, numbers }: KnownImage, from: string, to: string): readonly string[] {
  if (steps === undefined || compareReleases(from, to) >= 0) return [];
  if (steps !== 'each') return steps.filter((each) => compareReleases(from, each) < 0 && compareReleases(each, to) < 0);
  const [[major = 0, minor = 0], [newMajor = 0, newMinor = 0]] = [from, to].map((each) =>
    each.split('.').map(Number),
  ) as [number[], number[]];
  if (numbers === 1) return range(major + 1, newMajor).map(String);
  return major === newMajor ? range(minor + 1, newMinor).map((each) => `${major}.${each}`) : [];
}

function range(start: number, end: number): readonly number[] {
  return Array.from({ length: Math.max(0, end - start) }, (_, index) => start + index);
}
