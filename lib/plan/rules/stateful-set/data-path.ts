import { formatPath } from '../../../kubernetes/differences';
import { asObjects, at, textOf } from '../../../kubernetes/plain';
import { moveFiles } from '../../remedies/move-files';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { listing } from '../../show';
import { claimMounts, claimsOfVolume, itemOf, type Mount, type StatefulSetChange } from '../../stateful-set-change';
import { containersOf, isClaimVolume, keepsData } from '../../stateful-set-view';

const SOURCE = 'pod semantics: the same volume, seen from another place';

function pathOf(mount: Mount): string {
  return `spec.template.spec.${mount.list}[${mount.container}].volumeMounts[${mount.path}]`;
}

/** Claim mounts that are gone after the change, with what the container has in their place. */
function lostMounts(change: StatefulSetChange): readonly { readonly mount: Mount; readonly now: readonly Mount[] }[] {
  const after = claimMounts(change.after);
  const containers = new Set(
    containersOf(change.after).map(({ list, container }) => `${list}/${String(container['name'])}`),
  );
  return [...claimMounts(change.before)]
    .filter(([key, mount]) => !after.has(key) && containers.has(`${mount.list}/${mount.container}`))
    .map(([, mount]) => ({
      mount,
      now: [...after.values()].filter(
        (each) => each.list === mount.list && each.container === mount.container && each.volume === mount.volume,
      ),
    }));
}

/** The volume is mounted elsewhere, or another folder of it is. */
export const MOUNT_MOVED: Rule<StatefulSetChange> = {
  code: 'claim-mount-moved',
  title: 'A claim is mounted at another path, or another folder of it',
  impact: 'data-risk',
  remedy: 'Keep mountPath and subPath, or move the data in the same rollout with an init container',
  versions: ALL_VERSIONS,
  source: SOURCE,
  *check(change): Iterable<Found> {
    for (const { mount, now } of lostMounts(change)) {
      const [moved] = now;
      if (moved === undefined) continue;
      const claims = listing(claimsOfVolume(change.before, mount.volume));
      yield {
        path: `${pathOf(mount)}.${moved.path === mount.path ? 'subPath' : 'mountPath'}`,
        before: moved.path === mount.path ? mount.subPath : mount.path,
        after: moved.path === mount.path ? moved.subPath : moved.path,
        message: `The container '${mount.container}' finds nothing where its data was: ${where(mount)} → ${where(moved)}. The data stays on ${claims}, but an app that looks in the old place starts empty, and may set up a new database`,
        remedy: moveMount(change, mount, moved),
      };
    }
  },
};

/** Another path shows the same files; another folder of the volume needs them moved. */
function moveMount(change: StatefulSetChange, mount: Mount, moved: Mount): string {
  const keep = `Keep mountPath and subPath as they were.`;
  const paths =
    mount.path === moved.path
      ? ''
      : ` Where the path must move, tell the app in the same change to look in '${moved.path}'.`;
  if (mount.subPath === moved.subPath) return `${keep}${paths}`;
  const own = containersOf(change.after).find(
    ({ list, container }) => list === mount.list && container['name'] === mount.container,
  );
  const files = moveFiles({
    volume: mount.volume,
    image: textOf(own?.container['image']),
    from: mount.subPath,
    to: moved.subPath,
  });
  return `${keep}${paths} Where another folder of the volume must be mounted, put this init container first in the same change (with an image that has a shell and the app's securityContext; StatefulWebApp: initContainers). It moves the files before the app starts, and does nothing from then on:\n${files}`;
}

function where(mount: Mount): string {
  return mount.subPath === '' ? `'${mount.path}'` : `'${mount.path}' (folder '${mount.subPath}')`;
}

/** Nothing of the claim is mounted any more, or the volume is another. */
export const MOUNT_REMOVED: Rule<StatefulSetChange> = {
  code: 'claim-mount-removed',
  title: 'A container loses the volume that kept its data',
  impact: 'data-risk',
  remedy: 'Mount the claim again',
  versions: ALL_VERSIONS,
  source: SOURCE,
  *check(change): Iterable<Found> {
    const volumes = asObjects(at(change.after.spec, 'template', 'spec', 'volumes'));
    const reported = new Set<string>();
    for (const { mount, now } of lostMounts(change)) {
      if (now.length > 0) continue;
      const instead = containersOf(change.after)
        .filter(({ list, container }) => list === mount.list && container['name'] === mount.container)
        .flatMap(({ container }) => asObjects(container['volumeMounts']))
        .find((each) => each['mountPath'] === mount.path);
      const volume = volumes.find((each) => each['name'] === instead?.['name']);
      if (instead !== undefined && isClaimVolume(change.after, instead['name'])) {
        yield other(change, mount, String(instead['name']));
        continue;
      }
      const path = instead === undefined ? pathOf(mount) : `${pathOf(mount)}.name`;
      if (reported.has(path)) continue;
      reported.add(path);
      const source = Object.keys(volume ?? {}).find((field) => field !== 'name');
      const place =
        source === undefined ? "the container's own layer" : `the ${source} volume '${String(volume?.['name'])}'`;
      yield {
        path,
        before: mount.volume,
        after: instead?.['name'],
        message: `'${mount.path}' of '${mount.container}' is no longer on ${listing(claimsOfVolume(change.before, mount.volume))}: what is written there goes to ${place} and is lost with the pod`,
        remedy: `Mount '${mount.volume}' at '${mount.path}' again. If the data is not needed any more, say so in the review; the claims stay.`,
      };
    }
  },
};

function other(change: StatefulSetChange, mount: Mount, volume: string): Found {
  return {
    path: `${pathOf(mount)}.name`,
    before: mount.volume,
    after: volume,
    message: `'${mount.path}' of '${mount.container}' moves from ${listing(claimsOfVolume(change.before, mount.volume))} to ${listing(claimsOfVolume(change.after, volume))}, which has other data or none`,
    remedy: `Keep '${mount.volume}' at '${mount.path}', or copy its data to '${volume}' first.`,
  };
}

const DATA_VARIABLE =
  /^(PGDATA|(MYSQL|MARIADB|MONGO|MONGODB|REDIS|KAFKA|ELASTIC|ELASTICSEARCH|CASSANDRA|NEO4J|INFLUXD|RABBITMQ|ETCD|CONSUL|MINIO|GF|ZOO|CLICKHOUSE)\w*_?(DATA_?DIR|DATADIR|DATA_PATH|PATHS?_DATA|MNESIA_BASE|LOG_DIRS|HOME_DIR|VOLUMES)|\w*DATA_?(DIR|PATH|FOLDER|ROOT)|DATA)$/i;

/** A variable that says where the data is. */
export const DATA_DIRECTORY_CHANGED: Rule<StatefulSetChange> = {
  code: 'data-directory-changed',
  title: 'A variable that names the data directory changes',
  impact: 'data-risk',
  remedy: 'Keep the directory, or move the data in the same rollout',
  versions: ALL_VERSIONS,
  source: 'images by their documentation, such as PGDATA of postgres',
  *check(change): Iterable<Found> {
    if (!keepsData(change.before)) return;
    for (const difference of change.template) {
      const variable = itemOf(difference.path, 'env');
      if (variable === undefined || !DATA_VARIABLE.test(variable)) continue;
      yield {
        path: formatPath(difference.path),
        before: difference.before,
        after: difference.after,
        message: `${variable} says where the app keeps its data: in another directory it starts empty, and may set up a new database beside the old one`,
        remedy: `Keep ${variable} as it was, or move the files inside the volume before the app starts.`,
      };
    }
  },
};

/** A volume of the pod under the name of a claim template: the claim takes its place. */
export const VOLUME_SHADOWED: Rule<StatefulSetChange> = {
  code: 'volume-shadowed-by-claim',
  title: 'A volume has the name of a claim template',
  impact: 'update',
  remedy: 'Rename the volume or the claim template',
  versions: ALL_VERSIONS,
  source: 'pkg/controller/statefulset/stateful_set_utils.go, updateStorage',
  *check({ after, before }): Iterable<Found> {
    const old = new Set(asObjects(at(before.spec, 'template', 'spec', 'volumes')).map((each) => each['name']));
    for (const volume of asObjects(at(after.spec, 'template', 'spec', 'volumes'))) {
      const { name } = volume;
      if (typeof name !== 'string' || !after.templates.includes(name) || old.has(name)) continue;
      yield {
        path: `spec.template.spec.volumes[${name}]`,
        after: volume,
        message: `The controller puts the claim of the template '${name}' in the place of this volume: the volume is never used`,
        remedy: `Give this volume another name, and its mounts with it: the claim template cannot be renamed.`,
      };
    }
  },
};
