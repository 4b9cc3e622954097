import { type KnownImage, lastPart } from './known-image';
import { MORE_IMAGES } from './more-images';

/** Silent about whatever is not known for sure: a data format that may change is told of every image. docs/reference/known-images.md lists them. */
export const KNOWN_IMAGES: readonly KnownImage[] = [
  ...MORE_IMAGES,
  {
    title: 'PostgreSQL',
    user: { starts: 'root', owner: 999, alpineOwner: 70, of: ['postgres'] },
    ports: [5432],
    directories: ['/var/lib/postgresql', '/bitnami/postgresql'],
    names: ['postgres', 'postgresql', 'postgresql-repmgr', 'postgis', 'pgvector'],
    numbers: 1,
    refusesOthers: true,
    sources: [
      'https://github.com/docker-library/postgres/blob/master/Dockerfile-debian.template',
      'https://www.postgresql.org/docs/current/upgrading.html',
      'https://github.com/docker-library/postgres/issues/37',
    ],
    emptyDirectory: {
      names: ['postgres', 'postgis', 'pgvector'],
      variable: 'PGDATA',
      directory: '/var/lib/postgresql/data',
      directoryUntil: '17',
      says: 'creates a database only in an empty directory',
      sources: ['https://github.com/docker-library/postgres/issues/696'],
    },
  },
  {
    title: 'PostgreSQL under TimescaleDB',
    user: { starts: 'root', owner: 70, of: ['timescale/timescaledb'] },
    ports: [5432],
    directories: ['/var/lib/postgresql'],
    names: ['timescaledb'],
    numbers: 1,
    // Other tags say the version of the extension alone.
    tags: /(^|-)pg\d/,
    refusesOthers: true,
    sources: [
      'https://github.com/timescale/timescaledb-docker/blob/main/Dockerfile',
      'https://www.postgresql.org/docs/current/upgrading.html',
    ],
  },
  {
    title: 'MySQL',
    user: { starts: 'root', owner: 999, of: ['mysql'] },
    ports: [3306],
    directories: ['/var/lib/mysql', '/bitnami/mysql'],
    names: ['mysql', 'percona', 'percona-server'],
    numbers: 2,
    steps: ['5.6', '5.7', '8.0', '8.4'],
    refusesNewer: true,
    sources: [
      'https://github.com/docker-library/mysql/blob/master/Dockerfile.oracle',
      'https://dev.mysql.com/doc/refman/8.4/en/upgrade-paths.html',
      'https://dev.mysql.com/doc/refman/8.4/en/downgrading.html',
    ],
    emptyDirectory: {
      names: ['mysql'],
      directory: '/var/lib/mysql',
      onlyRelease: '5.7',
      ignoredBy: '--ignore-db-dir',
      says: 'creates a database only in an empty directory',
      sources: ['https://github.com/docker-library/mysql/issues/186'],
    },
  },
  {
    title: 'MariaDB',
    user: { starts: 'root', of: ['mariadb'], not: /ubi/ },
    ports: [3306],
    directories: ['/var/lib/mysql', '/bitnami/mariadb'],
    names: ['mariadb', 'mariadb-galera'],
    supportsNoStepBack: true,
    numbers: 2,
    sources: [
      'https://github.com/MariaDB/mariadb-docker/blob/master/Dockerfile.template',
      'https://mariadb.com/docs/server/server-management/install-and-upgrade-mariadb/downgrading-between-major-versions-of-mariadb',
    ],
  },
  {
    title: 'MongoDB',
    user: { starts: 'root', owner: 999, of: ['mongo'] },
    ports: [27017],
    directories: ['/data/db', '/bitnami/mongodb'],
    names: ['mongo', 'mongodb', 'mongodb-sharded', 'mongodb-community-server', 'percona-server-mongodb'],
    numbers: 2,
    steps: ['3.4', '3.6', '4.0', '4.2', '4.4', '5.0', '6.0', '7.0', '8.0'],
    refusesNewer: true,
    oneBackAfter: 'featureCompatibilityVersion was first lowered to that of the older release',
    first: 'set featureCompatibilityVersion to the old release',
    quorum: true,
    sources: [
      'https://github.com/docker-library/mongo/blob/master/Dockerfile-linux.template',
      'https://www.mongodb.com/docs/manual/reference/command/setFeatureCompatibilityVersion/',
      'https://www.mongodb.com/docs/manual/release-notes/6.0-downgrade/',
    ],
  },
  {
    title: 'etcd',
    user: { starts: 'root', of: ['quay.io/coreos/etcd', 'gcr.io/etcd-development/etcd'] },
    ports: [2379, 2380],
    directories: ['/var/lib/etcd', '/bitnami/etcd', '/var/run/etcd', '/etcd-data'],
    names: ['etcd'],
    numbers: 2,
    steps: 'each',
    quorum: true,
    sources: [
      'https://github.com/etcd-io/etcd/blob/main/Dockerfile',
      'https://etcd.io/docs/v3.6/upgrades/upgrading-etcd/',
      'https://etcd.io/docs/v3.6/faq/',
    ],
  },
  {
    title: 'Elasticsearch',
    ports: [9200, 9300],
    directories: ['/usr/share/elasticsearch/data', '/bitnami/elasticsearch/data'],
    names: ['elasticsearch'],
    numbers: 1,
    steps: 'each',
    back: 2,
    refusesNewer: true,
    first: 'upgrade the old release to its last minor version (7.17 before 8)',
    sources: [
      'https://github.com/elastic/elasticsearch/blob/main/distribution/docker/src/docker/Dockerfile',
      'https://www.elastic.co/guide/en/elasticsearch/reference/8.18/rolling-upgrades.html',
      'https://www.elastic.co/guide/en/elasticsearch/reference/7.17/setup-upgrade.html',
      'https://github.com/elastic/elasticsearch/blob/main/server/src/main/java/org/elasticsearch/env/NodeMetadata.java',
    ],
  },
  {
    title: 'OpenSearch',
    user: { starts: 1000, owner: 1000, of: ['opensearchproject/opensearch'] },
    ports: [9200, 9300],
    directories: ['/usr/share/opensearch/data', '/bitnami/opensearch/data'],
    names: ['opensearch'],
    numbers: 1,
    back: 2,
    refusesNewer: true,
    sources: [
      'https://github.com/opensearch-project/opensearch-build/blob/main/docker/release/dockerfiles/opensearch.al2023.dockerfile',
      'https://github.com/opensearch-project/opensearch-k8s-operator/discussions/726',
      'https://github.com/opensearch-project/OpenSearch/blob/main/server/src/main/java/org/opensearch/env/NodeMetadata.java',
    ],
  },
  {
    title: 'RabbitMQ',
    user: { starts: 'root', owner: 999, alpineOwner: 100, of: ['rabbitmq'] },
    ports: [5672],
    directories: ['/var/lib/rabbitmq', '/bitnami/rabbitmq'],
    names: ['rabbitmq'],
    numbers: 2,
    first: 'enable all feature flags, or the new release does not start',
    sources: [
      'https://github.com/docker-library/rabbitmq/blob/master/Dockerfile-ubuntu.template',
      'https://www.rabbitmq.com/docs/upgrade',
      'https://www.rabbitmq.com/docs/feature-flags',
    ],
  },
  {
    title: 'Nextcloud',
    user: { starts: 'root', of: ['nextcloud'] },
    ports: [80],
    directories: ['/var/www/html'],
    names: ['nextcloud'],
    numbers: 1,
    steps: 'each',
    back: 3,
    refusesNewer: true,
    sources: [
      'https://github.com/nextcloud/docker/blob/master/Dockerfile-debian.template',
      'https://github.com/nextcloud/docker/issues/617',
      'https://github.com/nextcloud/docker/issues/2079',
      'https://github.com/nextcloud/docker/blob/master/docker-entrypoint.sh',
    ],
  },
  {
    title: 'Kafka',
    user: { starts: { name: 'appuser' }, of: ['apache/kafka'] },
    ports: [9092],
    directories: ['/var/lib/kafka', '/bitnami/kafka'],
    names: ['kafka', 'cp-kafka'],
    numbers: 1,
    emptyDirectory: {
      names: ['kafka', 'cp-kafka'],
      variable: 'KAFKA_LOG_DIRS',
      says: 'takes every folder in it for a partition of a topic',
      sources: ['https://github.com/strimzi/strimzi-kafka-operator/issues/1307'],
    },
    sources: [
      'https://github.com/apache/kafka/blob/trunk/docker/jvm/Dockerfile',
      'https://kafka.apache.org/documentation/#brokerconfigs_log.dirs',
    ],
  },
  {
    title: 'InfluxDB',
    // Version 3 listens on 8181.
    ports: [8086, 8181],
    directories: [
      '/var/lib/influxdb',
      '/var/lib/influxdb2',
      '/var/lib/influxdb3',
      '/home/influxdb3/.influxdb3',
      '/bitnami/influxdb',
    ],
    names: ['influxdb'],
    back: 2,
    numbers: 1,
    sources: [
      'https://github.com/influxdata/influxdata-docker/blob/master/influxdb/2.7/Dockerfile',
      'https://github.com/influxdata/influxdata-docker/blob/master/influxdb/3.11-core/Dockerfile',
      'https://docs.influxdata.com/influxdb/v2/install/upgrade/downgrade/',
    ],
  },
  {
    title: 'Grafana',
    ports: [3000],
    directories: ['/var/lib/grafana', '/bitnami/grafana'],
    names: ['grafana'],
    numbers: 1,
    sources: ['https://grafana.com/docs/grafana/latest/setup-grafana/installation/docker/'],
  },
  {
    title: 'ZooKeeper',
    user: { starts: 'root', owner: 1000, of: ['zookeeper'] },
    ports: [2181, 2888, 3888],
    directories: ['/data', '/datalog', '/bitnami/zookeeper'],
    names: ['zookeeper'],
    numbers: 1,
    quorum: true,
    sources: [
      'https://github.com/31z4/zookeeper-docker/blob/master/3.9.4/Dockerfile',
      'https://zookeeper.apache.org/doc/current/zookeeperAdmin.html',
    ],
  },
  {
    title: 'Consul',
    user: { starts: 'root', of: ['hashicorp/consul', 'consul'], not: /ubi/ },
    ports: [8300, 8301, 8500],
    directories: ['/consul/data', '/bitnami/consul'],
    names: ['consul'],
    numbers: 1,
    quorum: true,
    sources: [
      'https://github.com/hashicorp/consul/blob/main/Dockerfile',
      'https://developer.hashicorp.com/consul/docs/concept/consensus',
    ],
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
  return BY_NAME.get(lastPart(repository));
}
