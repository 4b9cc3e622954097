import { parseImage } from '../../../kubernetes/image-tag';
import { asObjects, asText } from '../../../kubernetes/plain';
import { claimMounts, claimsOfSource, containerOf } from '../../facts/claim-mounts';
import { containerPath } from '../../facts/lost-mounts';
import type { PodDataChange } from '../../facts/pod-data-change';
import { releaseOf } from '../../../images/release';
import type { SetCreated } from '../../facts/stateful-set-lifecycle';
import type { StatefulSetView } from '../../facts/stateful-set-view';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { listing } from '../../show';

const OLD_PLACE = '/var/lib/postgresql/data';

/** The image of PostgreSQL moved its data directory with version 18. */
export const IMAGE_KEEPS_DATA_ELSEWHERE: Rule<PodDataChange | SetCreated> = {
  code: 'image-keeps-data-elsewhere',
  title: 'The image does not keep its data where the volume is mounted',
  impact: 'data-risk',
  remedy: 'Mount the volume where this version keeps its data, or set PGDATA',
  versions: ALL_VERSIONS,
  source: 'docker-library/postgres#1259, #1400',
  *check(subject): Iterable<Found> {
    const isNew = 'set' in subject;
    const [before, after] = isNew ? [undefined, subject.set] : [subject.before, subject.after];
    const had = new Set(before === undefined ? [] : [...misplaced(before)].map(({ path }) => path));
    for (const found of misplaced(after)) {
      if (!had.has(found.path)) yield { ...found, ...(isNew ? { impact: 'create' as const } : {}) };
    }
  },
};

function* misplaced(set: StatefulSetView): Iterable<Found> {
  for (const mount of claimMounts(set)) {
    const container = containerOf(set, mount);
    const { repository, tag } = parseImage(asText(container?.['image']) ?? '');
    const release = /(^|\/)postgres$/.test(repository) ? releaseOf(tag, 'postgres') : undefined;
    const told = asObjects(container?.['env']).some(({ name }) => name === 'PGDATA');
    if (mount.path !== OLD_PLACE || told || release === undefined || Number(release) < 18) continue;
    yield {
      path: `${containerPath(mount)}.volumeMounts[${mount.path}].mountPath`,
      after: mount.path,
      message: `From version 18 on the image keeps its data in /var/lib/postgresql/${release}/docker, not in '${OLD_PLACE}', where ${listing(claimsOfSource(set, mount.source))} is mounted: the container does not start, or (some Alpine variants) keeps a new database in the container, which is lost with the pod`,
      remedy: `Mount the volume at /var/lib/postgresql, or set PGDATA to a folder of the volume, such as ${OLD_PLACE}/pgdata. In both cases, data of an older version needs pg_upgrade or a dump and restore.`,
    };
  }
}
