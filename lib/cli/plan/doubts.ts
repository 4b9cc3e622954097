import { posix } from 'node:path';
import { identityOf } from '../../manifests/identity';
import { nameOf } from '../../manifests/objects';
import type { ManifestSet, ReadObject } from '../../manifests/read';
import type { SourceFile, Unread } from '../../manifests/source-file';
import type { Pipeline } from '../../pipelines/tool';
import type { Doubt } from '../../plan/types';
import { leftOutDoubts } from './left-out';
import { isUnread, steeringDoubts } from './steering';
import { someOf } from './words';

/** A cluster of a plan, or all of it. */
export interface DoubtfulPart {
  readonly name?: string | undefined;
  readonly before: ManifestSet;
  readonly after: ManifestSet;
  readonly unreadBefore: readonly Unread[];
  readonly unreadAfter: readonly Unread[];
}

/** What the plan of a part cannot judge, from how its input was laid out. */
export function doubtsOf(part: DoubtfulPart, pipeline: Pipeline | undefined): Doubt[] {
  return [
    ...unreadDoubts(part),
    ...steeringDoubts(part.unreadBefore, part.unreadAfter),
    ...leftOutDoubts(part.before, part.after, pipeline),
    // Flux reads every folder.
    ...(pipeline === 'flux' ? [] : subFolderDoubts(part)),
    ...numberDoubts(part),
  ];
}

/** Files that were not read, each once. One that goes counts too: what it stood for goes with it. */
function unreadDoubts({ unreadBefore, unreadAfter, before }: DoubtfulPart): Doubt[] {
  const old = new Map(unreadBefore.filter(isUnread).map((each) => [each.path, each]));
  const now = new Map(unreadAfter.filter(isUnread).map((each) => [each.path, each]));
  const files = before.objects.map(({ file }) => file);
  const textsOf = (some: readonly SourceFile[]): ReadonlyMap<string, string> =>
    new Map(some.map(({ path, text }) => [path, text]));
  const [read, raw] = [textsOf(files), textsOf(files.filter(({ kustomization }) => kustomization === undefined))];
  return [...new Map([...old, ...now]).values()].map((each) => {
    const [was, is] = [old.get(each.path), now.get(each.path)];
    return {
      about: each.why === 'unlisted' || each.why === 'built' ? 'not-listed' : 'not-read',
      kind: 'File',
      name: each.name,
      what: whatOf(each),
      // A manifest that is listed no more goes like any other object, and the plan says so.
      unchanged:
        (was?.why === is?.why && was?.content === is?.content) ||
        (is?.why === 'unlisted' && read.get(is.path) === is.content) ||
        (is === undefined && was?.why === 'unlisted') ||
        // What was not applied as it stands there, from a folder without a kustomization, is none of the change.
        (each.why === 'built' && (is === undefined || (raw.get(is.path) ?? is.content) === is.content)),
    };
  });
}

function whatOf({ why, content }: Unread): string {
  switch (why) {
    case 'jsonnet':
      return 'this Jsonnet file, which Argo CD evaluates';
    case 'link':
      return `this symbolic link to ${content}, which is not a file here`;
    case 'lfs':
      return 'the file behind this pointer of Git LFS';
    case 'submodule':
      return 'the files of this git submodule';
    default:
      return 'this manifest';
  }
}

/** Objects that move below a folder from which nothing was applied so far, without a kustomization at the top that says so. */
function subFolderDoubts({ name, before, after }: DoubtfulPart): Doubt[] {
  const levels = (path: string): number =>
    path.split('/').length - (name !== undefined && path.startsWith(`${name}/`) ? 1 : 0);
  // What a kustomization lists is found where the kustomization is.
  const depthOf = ({ file }: ReadObject): number =>
    levels(file.kustomization === undefined ? file.path : posix.join(file.kustomization, 'file'));
  const isPlain = ({ file }: ReadObject): boolean => !file.named && file.kustomization === undefined;
  if (!before.objects.every((object) => isPlain(object) && depthOf(object) === 1)) {
    return [];
  }
  const top = new Set(before.objects.map(({ manifest }) => identityOf(manifest)));
  const still = new Set(
    after.objects.filter((object) => depthOf(object) === 1).map(({ manifest }) => identityOf(manifest)),
  );
  const moved = after.objects.filter(
    (object) =>
      !object.file.named &&
      depthOf(object) > 1 &&
      top.has(identityOf(object.manifest)) &&
      !still.has(identityOf(object.manifest)),
  );
  const [first] = moved;
  return first === undefined
    ? []
    : [
        {
          about: 'sub-folder',
          kind: 'File',
          name: first.document.file,
          what: someOf(moved.map(({ manifest }) => nameOf(manifest))),
          unchanged: false,
        },
      ];
}

/** Whole numbers of which two are the same here, and not in Kubernetes: which of them stands where cannot be seen. */
function numberDoubts({ before, after }: DoubtfulPart): Doubt[] {
  const exact = new Map<number, bigint>();
  const confused = new Set<number>();
  for (const number of [...before.rounded, ...after.rounded].flatMap(({ numbers }) => numbers)) {
    const other = exact.get(Number(number)) ?? number;
    if (other !== number) confused.add(Number(number));
    exact.set(Number(number), other);
  }
  const [old, now] = [before, after].map(({ rounded }) =>
    rounded.filter(({ numbers }) => numbers.some((number) => confused.has(Number(number)))),
  );
  const texts = new Set(old?.map(({ document }) => document.text));
  const files = (now ?? []).filter(({ document }) => !texts.has(document.text)).map(({ document }) => document.file);
  return [...new Set(files)].map((name) => ({ about: 'number', kind: 'File', name, what: '', unchanged: false }));
}

/**
 * A cluster that comes with its folder, and that nothing vouches for. Objects that it shares with what was applied before may be the
 * same ones: all of them where nothing was a cluster's before, else those that leave another one.
 */
export function newClusterDoubt(
  part: DoubtfulPart & { readonly name: string },
  others: readonly DoubtfulPart[],
  first: boolean,
): Doubt {
  const before = new Set(others.flatMap((other) => other.before.objects.map(({ manifest }) => identityOf(manifest))));
  const kept = new Set(others.flatMap((other) => other.after.objects.map(({ manifest }) => identityOf(manifest))));
  const shared = part.after.objects
    .map(({ manifest }) => manifest)
    .filter((manifest) => before.has(identityOf(manifest)) && (first || !kept.has(identityOf(manifest))));
  return { about: 'cluster', kind: 'Folder', name: part.name, what: someOf(shared.map(nameOf)), unchanged: false };
}
