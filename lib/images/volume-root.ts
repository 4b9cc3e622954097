import { parseImage } from '../kubernetes/image-tag';
import { type EmptyDirectory, lastPart } from './known-image';
import { knownImage } from './known-images';
import { compareReleases, releaseOf } from './release';

/** A container, and one volume that it mounts. */
export interface MountedVolume {
  readonly image: string;
  readonly mountPath: string;
  /** The folder of the volume that is mounted; absent or empty for its root. */
  readonly subPath?: string;
  /** Variables with the values that the manifest gives; `undefined` for a value from elsewhere. */
  readonly variables: ReadonlyMap<string, string | undefined>;
  /** Command and arguments. */
  readonly words: readonly string[];
}

/** Why a server may not start on a new volume. */
export interface RootRefused {
  /** The server, as people say it. */
  readonly title: string;
  readonly directory: string;
  /** What the server does, after its title. */
  readonly says: string;
  /** The variable that can name another directory, if the image has one. */
  readonly variable: string | undefined;
}

/**
 * Whether the server's data directory is the root of a volume, and the server does not start there if the root has a folder `lost+found`: new file systems of ext4 have one.
 * Undefined if it starts, or if that is not known of the image.
 */
export function refusedRoot({ image, mountPath, subPath, variables, words }: MountedVolume): RootRefused | undefined {
  const { repository, tag } = parseImage(image);
  const known = knownImage(repository);
  const rule = known?.emptyDirectory;
  if (known === undefined || rule?.names.includes(lastPart(repository)) !== true) return undefined;
  if (subPath !== undefined && subPath !== '') return undefined;
  const release = releaseOf(tag, lastPart(repository));
  if (rule.onlyRelease !== undefined && rule.onlyRelease !== release) return undefined;
  if (rule.ignoredBy !== undefined && words.some((word) => word.includes(rule.ignoredBy ?? ''))) return undefined;
  const directory = directoriesOf(rule, release, variables).find((each) => trimmed(each) === trimmed(mountPath));
  return directory === undefined
    ? undefined
    : { title: known.title, directory, says: rule.says, variable: rule.variable };
}

function directoriesOf(
  { variable, directory, directoryUntil }: EmptyDirectory,
  release: string | undefined,
  variables: MountedVolume['variables'],
): readonly string[] {
  if (variable !== undefined && variables.has(variable)) return variables.get(variable)?.split(',') ?? [];
  const standard = directoryOf({ directory, directoryUntil }, release);
  return standard === undefined ? [] : [standard];
}

/** Where the server keeps its data if no variable says otherwise; undefined if that is not known. */
export function standardDirectory(image: string): string | undefined {
  const { repository, tag } = parseImage(image);
  const rule = knownImage(repository)?.emptyDirectory;
  const name = lastPart(repository);
  return rule?.names.includes(name) === true ? directoryOf(rule, releaseOf(tag, name)) : undefined;
}

function directoryOf(
  { directory, directoryUntil }: Pick<EmptyDirectory, 'directory' | 'directoryUntil'>,
  release: string | undefined,
): string | undefined {
  const isStandard =
    directoryUntil === undefined || (release !== undefined && compareReleases(release, directoryUntil) <= 0);
  return isStandard ? directory : undefined;
}

function trimmed(path: string): string {
  return path.trim().replace(/(.)\/+$/, '$1');
}
