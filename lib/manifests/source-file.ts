/** Text that a source is made of. */
export interface SourceFile {
  /** As the user knows it. */
  readonly name: string;
  /** Inside the folder that was named. */
  readonly path: string;
  readonly text: string;
  /** The user named this very file: then it must hold manifests. A file found in a folder may be something else. */
  readonly named: boolean;
}

/** What BEFORE or AFTER names. */
export interface Source {
  readonly files: readonly SourceFile[];
  /** Its folders that a `Kustomization` makes a whole of their own, directly below it, and not where it is one itself. */
  readonly clusters: readonly string[];
}
