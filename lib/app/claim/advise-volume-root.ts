import { refusedRoot } from '../../images/volume-root';
import { asText } from '../../kubernetes/plain';
import type { Report } from '../../messages/problem';
import type { ResolvedContainer } from '../container/container';
import type { ResolvedApp } from '../resolved-app';

/**
 * Data directories that are the root of a claim, of images that do not start where the root has a folder. What all keys of an object
 * add to the environment is not known, and volumes that many nodes share are rarely of a file system with `lost+found`.
 */
export function adviseVolumeRoots(report: Report, { claims, containers }: ResolvedApp): void {
  const own = new Set(claims.filter(({ accessModes = [] }) => !isShared(accessModes)).map(({ name }) => name));
  for (const container of [containers.main, ...containers.beside]) {
    const { props, mounts } = container;
    if ((props.envFrom ?? []).length > 0 || typeof props.image !== 'string') continue;
    for (const { name, mountPath, subPath, subPathExpr, pathProp } of mounts) {
      if (!own.has(name) || subPathExpr !== undefined) continue;
      const refused = refusedRoot({
        image: props.image,
        mountPath,
        ...(subPath === undefined ? {} : { subPath }),
        variables: variablesOf(container),
        words: [...(props.command ?? []), ...(props.args ?? [])],
      });
      if (refused === undefined) continue;
      const { title, directory, says, variable } = refused;
      report({
        code: 'data-at-volume-root',
        prop: pathProp,
        value: mountPath,
        message: `is the root of the volume, and ${title} ${says}. A new volume with ext4 already has the folder lost+found, and then the container does not start`,
        remedy: `Set subPath beside it, for example to 'data'${variable === undefined ? '' : `, or set ${variable} to a folder below, such as ${directory}/data`}`,
      });
    }
  }
}

function isShared(modes: readonly string[]): boolean {
  return modes.includes('ReadWriteMany') || modes.includes('ReadOnlyMany');
}

function variablesOf({ props }: ResolvedContainer): ReadonlyMap<string, string | undefined> {
  return new Map([
    ...Object.entries(props.envValues ?? {}).map(([name, { value }]) => [name, asText(value)] as const),
    ...Object.entries(props.env ?? {}),
  ]);
}
