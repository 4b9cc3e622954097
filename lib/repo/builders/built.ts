import type { SourceFile } from '../../manifests/source-file';

/** Why a unit could not be built: nothing is installed to do it, it takes more than it may, or the tool refuses it. */
export interface Failure {
  readonly why: 'not-installed' | 'too-large' | 'refused';
  /** A sentence without a full stop. */
  readonly message: string;
}

/** What was made of a build. */
export interface Built {
  readonly files: readonly SourceFile[];
  /** What was left out, because it is not in the repository. */
  readonly outside: readonly string[];
  /** Files that the tool reads, and that cannot be read here. */
  readonly unread: readonly string[];
  readonly failure?: Failure;
}

export function failed(why: Failure['why'], message: string, outside: readonly string[] = []): Built {
  return { files: [], outside, unread: [], failure: { why, message } };
}
