import { refusedRoot } from '../../../images/volume-root';
import { asList, asObjects, asText, type PlainObject } from '../../../kubernetes/plain';
import { claimMounts, claimsOfSource, containerOf } from '../../facts/claim-mounts';
import { liveClaim } from '../../facts/context';
import { containerPath } from '../../facts/lost-mounts';
import type { SetCreated } from '../../facts/stateful-set-lifecycle';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { listing } from '../../show';

/** A new volume is empty to Kubernetes, and not to a database that counts the folder `lost+found`. */
export const DATA_AT_VOLUME_ROOT: Rule<SetCreated> = {
  code: 'data-at-volume-root',
  title: 'The data directory is the root of a new volume, where the image may not start',
  impact: 'create',
  remedy: 'Mount a folder of the volume with subPath, or name a folder of it as data directory',
  versions: ALL_VERSIONS,
  source: 'images by their documentation, docs/reference/known-images.md',
  *check({ set, context }): Iterable<Found> {
    for (const mount of claimMounts(set)) {
      const container = containerOf(set, mount);
      // Of a claim of another origin it is not known whether it is new.
      if (mount.source.from !== 'template' || mount.field !== 'volumeMounts' || container === undefined) continue;
      const refused = refusedRoot({
        image: asText(container['image']) ?? '',
        mountPath: mount.path,
        subPath: mount.subPath,
        variables: variablesOf(container),
        words: ['command', 'args'].flatMap((field) => asList(container[field]).map((word) => asText(word) ?? '')),
      });
      const claims = claimsOfSource(set, mount.source);
      const isNew = claims.every((claim) => liveClaim(context, set.namespace, claim) === undefined);
      if (refused === undefined || !isNew || asList(container['envFrom']).length > 0) continue;
      const { title, directory, says, variable } = refused;
      yield {
        path: `${containerPath(mount)}.volumeMounts[${mount.path}].mountPath`,
        after: mount.path,
        message: `'${directory}' is the root of ${listing(claims)}, and ${title} ${says}. A new volume with ext4 already has the folder lost+found, and then the container does not start. With other file systems it may start`,
        remedy: `Set \`subPath\` at this mount, for example 'data'${variable === undefined ? '' : `, or set ${variable} to a folder below, such as ${directory}/data`}.`,
      };
    }
  },
};

function variablesOf(container: PlainObject): ReadonlyMap<string, string | undefined> {
  return new Map(asObjects(container['env']).map((each) => [asText(each['name']) ?? '', asText(each['value'])]));
}
