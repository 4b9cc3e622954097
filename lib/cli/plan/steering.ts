import type { Source, Steers, Unread } from '../../manifests/source-file';
import type { Pipeline } from '../../pipelines/tool';
import type { Doubt } from '../../plan/types';

/** Whose file it is, and what the tool does with it. */
const BY: Readonly<Record<Steers, { readonly tool: Pipeline; readonly what: string }>> = {
  chart: {
    tool: 'argocd',
    what: 'Argo CD treats a folder with a file of this name as a Helm chart, and renders the chart instead of the manifests',
  },
  overrides: {
    tool: 'argocd',
    what: 'Argo CD reads from this file which files, images, patches and values it applies',
  },
  ignore: { tool: 'flux', what: 'Flux ignores the files that this file names' },
};

function steersBy({ why }: Unread): Steers | undefined {
  return Object.hasOwn(BY, why) ? (why as Steers) : undefined;
}

/** Both sides without the files that decide nothing new: they are the same on both, or the pipeline does not look at them. */
export function withChangedSteering(
  before: Source,
  after: Source,
  pipeline: Pipeline | undefined,
): readonly [Source, Source] {
  const key = ({ why, path, content }: Unread): string => JSON.stringify([why, path, content]);
  const old = new Set(before.unread.map(key));
  const both = new Set(after.unread.map(key).filter((each) => old.has(each)));
  const counts = (each: Unread): boolean => {
    const by = steersBy(each);
    return by === undefined || ([undefined, BY[by].tool].includes(pipeline) && !both.has(key(each)));
  };
  const only = (source: Source): Source => ({ ...source, unread: source.unread.filter(counts) });
  return [only(before), only(after)];
}

/** Each file that decides what a tool applies, and changes, once. */
export function steeringDoubts(before: readonly Unread[], after: readonly Unread[]): Doubt[] {
  const all = new Map([...before, ...after].map((each) => [`${each.why} ${each.path}`, each]));
  return [...all.values()].flatMap((each): Doubt[] => {
    const by = steersBy(each);
    return by === undefined
      ? []
      : [{ about: 'steering', kind: 'File', name: each.name, what: BY[by].what, unchanged: false }];
  });
}

/** Whether it is a file that could not be read, or is not applied as it stands there. */
export function isUnread(each: Unread): boolean {
  return steersBy(each) === undefined;
}
