import { once } from '../../kubernetes/once';
import { deepEqual } from '../../kubernetes/plain';
import type { ManifestSet, ReadObject } from '../../manifests/read';
import type { SourceFile } from '../../manifests/source-file';
import { kustomizeReadsOtherwise } from '../../sources/kustomize-reads';
import type { Pipeline } from '../../pipelines/tool';
import type { Doubt } from '../../plan/types';

/** What makes a tool leave a manifest out that the plan reads. */
interface Reason {
  /** Whether it counts where no pipeline is named. The other tools read JSON, say, and a name is only a name to them. */
  readonly always: boolean;
  readonly tools: readonly Pipeline[];
  readonly what: string;
  /** Default: it is left out. */
  readonly about?: 'not-read' | 'left-out';
  readonly holds: (object: ReadObject) => boolean;
}

/** What Flux leaves out of every source, unless a .sourceignore says otherwise. */
const FLUX_EXCLUDES =
  /(^|\/)((\.github|\.circleci)\/.*|\.travis\.yml|\.gitlab-ci\.yml|appveyor\.yml|\.drone\.yml|cloudbuild\.yaml|codeship-(services|steps)\.yml|\.goreleaser\.yml|\.sops\.yaml|\.flux\.yaml)$/;

const isPlain = ({ file }: ReadObject): boolean => !file.named && file.kustomization === undefined;

/** By the text alone, and so once for all objects of a file. */
const readOtherwise = once(({ text, name }: SourceFile): { readonly is: boolean } => ({
  is: kustomizeReadsOtherwise(text, name),
}));
const OTHERWISE = 'words such as yes, times, late merge keys, several values of JSON, annotations of its own';

const REASONS: readonly Reason[] = [
  {
    always: true,
    tools: ['kubectl', 'argocd', 'flux', 'helm'],
    about: 'not-read',
    what: `this file as kustomize does. kustomize is not installed here, and reads some of it differently (${OTHERWISE})`,
    holds: ({ file }) => file.otherwise === true,
  },
  {
    always: false,
    tools: ['flux'],
    about: 'not-read',
    what: `this file as Flux does. Flux reads it with kustomize, which reads some of it differently (${OTHERWISE})`,
    holds: (object) => isPlain(object) && readOtherwise(object.file).is,
  },
  {
    always: true,
    tools: ['argocd', 'flux'],
    what: 'Of a file in UTF-16 Argo CD and Flux read at most the first document',
    holds: ({ file }) => file.wide === true,
  },
  {
    always: true,
    tools: ['argocd'],
    what: 'Argo CD skips this file, because it contains the words `+argocd:skip-file-rendering`',
    holds: (object) => isPlain(object) && object.file.text.includes('+argocd:skip-file-rendering'),
  },
  {
    always: false,
    tools: ['flux'],
    what: 'Without a kustomization Flux reads only *.yaml and *.yml',
    holds: (object) => isPlain(object) && object.file.path.endsWith('.json'),
  },
  {
    always: false,
    tools: ['flux'],
    what: 'Flux ignores files of this name',
    holds: ({ file }) => !file.named && FLUX_EXCLUDES.test(file.path),
  },
  {
    always: false,
    tools: ['flux'],
    what: 'Flux ignores objects with the annotation `config.kubernetes.io/local-config`',
    holds: (object) =>
      isPlain(object) &&
      Object.hasOwn(Object(object.manifest.metadata.annotations) as object, 'config.kubernetes.io/local-config'),
  },
];

/** The files that a tool does not read, or not whole, where that or what is in them changes; each once. */
export function leftOutDoubts(before: ManifestSet, after: ManifestSet, pipeline: Pipeline | undefined): Doubt[] {
  const reasons = REASONS.filter(({ always, tools }) => (pipeline === undefined ? always : tools.includes(pipeline)));
  return reasons.flatMap(({ what, about = 'left-out', holds }): Doubt[] => {
    const [old, now] = [before, after].map(
      ({ objects }) =>
        new Map(
          objects
            .filter(holds)
            .map((object) => [`${object.file.path} ${object.document.number} ${object.path.join(' ')}`, object]),
        ),
    );
    // What means something else to a tool may have changed although it is the same here.
    const seen = (object: ReadObject | undefined): unknown =>
      about === 'not-read' ? object?.file.text : object?.manifest;
    const names = [...new Map([...(old ?? []), ...(now ?? [])])].flatMap(([key, { document }]) =>
      deepEqual(seen(old?.get(key)), seen(now?.get(key))) ? [] : [document.file],
    );
    return [...new Set(names)].map((name): Doubt => ({ about, kind: 'File', name, what, unchanged: false }));
  });
}
