/** Text that a source is made of. */
export interface SourceFile {
  /** As the user knows it. */
  readonly name: string;
  /** Inside the folder that was named. */
  readonly path: string;
  readonly text: string;
  /** The user named this very file: then it must hold manifests. A file found in a folder may be something else. */
  readonly named: boolean;
  /** It was committed, so that what it says is declared, whatever it looks like. */
  readonly committed?: boolean;
  /** It is written in UTF-16, which only kubectl reads whole. */
  readonly wide?: boolean;
  /** A kustomization lists it, kustomize may read it otherwise than it is read here, and cannot be asked. */
  readonly otherwise?: boolean;
  /** The folder of the kustomization that lists it, or made it. Default: none does. */
  readonly kustomization?: string;
}

/** A kustomization does not list the manifest, or builds something from its folder: kubectl apply -f takes it as it is. */
type NotListed = 'unlisted' | 'built';

/**
 * A file that is no manifest, and decides what a tool applies of its folder: for Argo CD a Helm chart or its own overrides of the
 * source, for Flux a list of what it ignores.
 */
export type Steers = 'chart' | 'overrides' | 'ignore';

/** Something in a folder that one of the tools may apply, and that cannot be read here. */
export interface Unread {
  /** As the user knows it. */
  readonly name: string;
  /** Inside the folder that was named. */
  readonly path: string;
  readonly why: 'jsonnet' | 'link' | 'submodule' | 'lfs' | NotListed | Steers;
  /** What to compare the two sides by. */
  readonly content: string;
}

/** What BEFORE or AFTER names. */
export interface Source {
  readonly files: readonly SourceFile[];
  /** Its folders that a `Kustomization` makes a whole of their own, directly below it, and not where it is one itself. */
  readonly clusters: readonly string[];
  /** Clusters of which nothing was read, because they are the same on the other side. Default: none. */
  readonly same?: readonly string[];
  readonly unread: readonly Unread[];
}
