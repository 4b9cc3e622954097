import { formatPath } from '../../../kubernetes/fields/differences';
import { knownImage } from '../../../images/known-images';
import { standardDirectory } from '../../../images/volume-root';
import { parseImage } from '../../../kubernetes/image-tag';
import { type PlainObject, asList, asText, at, textOf } from '../../../kubernetes/plain';
import { claimMounts, claimsOfMounts, containerOf, counterpart, sameSource, trimmed } from '../../facts/claim-mounts';
import { folderMover } from '../../facts/folder-mover';
import { isOnVolume, isSamePlace, placeOf } from '../../facts/moved-along';
import type { PodDataChange } from '../../facts/pod-data-change';
import { readMover } from '../../remedies/move-files';
import { itemOf } from '../../facts/stateful-set-change';
import { containersOf, type StatefulSetView } from '../../facts/stateful-set-view';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { listing } from '../../show';

const DATA_VARIABLE =
  /^(PGDATA|(MYSQL|MARIADB|MONGO|MONGODB|REDIS|KAFKA|ELASTIC|ELASTICSEARCH|CASSANDRA|NEO4J|INFLUXD|RABBITMQ|ETCD|CONSUL|MINIO|GF|ZOO|CLICKHOUSE)\w*_?(DATA_?DIR|DATADIR|DATA_PATH|PATHS?_DATA|MNESIA_BASE|LOG_DIRS|HOME_DIR|VOLUMES)|\w*DATA_?(DIR|PATH|FOLDER|ROOT)|DATA)$/i;

/** Arguments that name the data directory: `--datadir`, `--storage.tsdb.path`, `-D` of postgres, `--dir` of redis. */
const DATA_FLAG =
  /^(-D|--?(dir|data|dbpath|path[.-]data|[\w.-]*data[-_.]?(dir|directory|path|root|folder)|[\w.-]*storage[-_.](tsdb[-_.])?(dir|directory|path)))$/;

/** What says where the data is: a variable, or an argument. */
export const DATA_DIRECTORY_CHANGED: Rule<PodDataChange> = {
  code: 'data-directory-changed',
  title: 'A variable or an argument that names the data directory changes',
  impact: 'data-risk',
  remedy: 'Keep the directory, or move the data in the same rollout',
  versions: ALL_VERSIONS,
  source: 'images by their documentation, such as PGDATA of postgres',
  *check(change): Iterable<Found> {
    const mounts = claimMounts(change.before);
    if (mounts.length === 0) return;
    const claims = listing(claimsOfMounts(change.before, mounts));
    const found = (name: string, mover: string | undefined): Pick<Found, 'impact' | 'message' | 'remedy'> => {
      const what = `${name} says where the app keeps its data on ${claims}.`;
      return mover === undefined
        ? {
            message: `${what} In another directory the app starts empty, and may create a new database beside the old one`,
            remedy: `Revert ${name}, or move the files inside the volume before the app starts.`,
          }
        : {
            impact: 'restart',
            message: `${what} The init container '${mover}' has both directories and may move the data: if it does not, the app starts empty`,
            remedy: readMover(mover),
          };
    };
    for (const { path, before, after } of change.template) {
      const variable = itemOf(path, 'env');
      if (variable === undefined || !DATA_VARIABLE.test(variable)) continue;
      const list = path.includes('initContainers') ? 'initContainers' : 'containers';
      const container = itemOf(path, list);
      if (isHarmless(change, list, container, before, after)) continue;
      yield {
        path: formatPath(path),
        before,
        after,
        ...found(variable, moverOf(change, list, container, pathOf(before), pathOf(after))),
      };
    }
    for (const { list, container } of containersOf(change.before)) {
      const name = asText(container['name']) ?? '';
      const now = counterpart({ list, container: name }, change.before, change.after);
      if (now === undefined) continue;
      const [old, next] = [dataFlags(container), dataFlags(now)];
      for (const flag of new Set([...old.keys(), ...next.keys()])) {
        const [before, after] = [old.get(flag), next.get(flag)];
        if (isHarmless(change, list, name, before?.value, after?.value)) continue;
        yield {
          path: `spec.template.spec.${list}[${name}].${(after ?? before)?.field ?? 'args'}`,
          ...(before === undefined ? {} : { before: before.value }),
          ...(after === undefined ? {} : { after: after.value }),
          ...found(flag, moverOf(change, list, name, before?.value, after?.value)),
        };
      }
    }
  },
};

/** Whether the directory is the same, or the same folder of the same volume, or never was on a volume that keeps data. */
function isHarmless(
  change: PodDataChange,
  list: string,
  name: string | undefined,
  before: unknown,
  after: unknown,
): boolean {
  if (name === undefined) return false;
  const old = containerOf(change.before, { list, container: name });
  const now = counterpart({ list, container: name }, change.before, change.after);
  if (old === undefined || now === undefined) return false;
  const from = before === undefined ? standardFor(change.before, old, pathOf(after)) : pathOf(before);
  const to = after === undefined ? standardFor(change.after, now, pathOf(before)) : pathOf(after);
  if (from === undefined || to === undefined) return false;
  if (trimmed(from) === trimmed(to)) return true;
  if (!from.startsWith('/')) return false;
  return (
    !isOnVolume(change.before, list, old, from) || isSamePlace(change, { list, before: old, after: now }, from, to)
  );
}

/** The init container that may move the data from one directory to the other. */
function moverOf(
  change: PodDataChange,
  list: string,
  name: string | undefined,
  from: string | undefined,
  to: string | undefined,
): string | undefined {
  if (name === undefined || from === undefined || to === undefined) return undefined;
  const old = containerOf(change.before, { list, container: name });
  const now = counterpart({ list, container: name }, change.before, change.after);
  const [source, target] = [
    old && placeOf(change.before, list, old, from),
    now && placeOf(change.after, list, now, to),
  ];
  if (source === undefined || target === undefined || !sameSource(source.mount.source, target.mount.source)) {
    return undefined;
  }
  return folderMover(change.after, { source: source.mount.source, from: source.folder, to: target.folder });
}

/** The value of an argument or a variable; undefined if it comes from elsewhere. */
function pathOf(said: unknown): string | undefined {
  return asText(said) ?? asText(at(said, 'value'));
}

/** Where the image looks if nothing is said: as it is known, or else where a volume is mounted for it. */
function standardFor(set: StatefulSetView, container: PlainObject, other: string | undefined): string | undefined {
  const image = textOf(container['image']);
  const known = knownImage(parseImage(image).repository);
  const standard = standardDirectory(image);
  if (standard !== undefined || other === undefined) return standard;
  const path = trimmed(other);
  const isMounted = claimMounts(set).some((mount) => mount.container === container['name'] && mount.path === path);
  return isMounted && (known === undefined || known.directories.includes(path)) ? path : undefined;
}

interface Flag {
  readonly field: 'command' | 'args';
  readonly value: string;
}

/** The arguments that name a directory, those inside a shell's one line included. */
function dataFlags(container: PlainObject): ReadonlyMap<string, Flag> {
  const flags = new Map<string, Flag>();
  const words = (['command', 'args'] as const).flatMap((field) =>
    asList(container[field]).flatMap((item) =>
      (asText(item) ?? '')
        .split(/\s+/)
        .filter((word) => word !== '')
        .map((word) => ({ field, word })),
    ),
  );
  words.forEach(({ field, word }, index) => {
    const [, flag = '', own] = /^(-[^=]*)(?:=(.*))?$/s.exec(word) ?? [];
    const value = own ?? words[index + 1]?.word ?? '';
    if (DATA_FLAG.test(flag) && value.includes('/')) flags.set(flag, { field, value: trimmed(value) });
  });
  return flags;
}
