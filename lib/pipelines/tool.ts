import type { Application } from '../kubernetes/server/api-server';

/** What brings manifests to a cluster. */
export const PIPELINES = ['kubectl', 'argocd', 'flux', 'helm'] as const;
export type Pipeline = (typeof PIPELINES)[number];

/** What a remedy needs to know of a tool. FILES, APP, NAME, SOURCE, RELEASE and CHART are the reader's own. */
export interface Tool {
  readonly title: string;
  /** How it applies unless it is told otherwise. */
  readonly apply: Application;
  /** The command that applies what is committed; none where the tool does not apply in this way. */
  readonly again: Readonly<Record<Application, string | undefined>>;
  /** Keeps the tool from bringing back what is deleted by hand. */
  readonly pause?: string;
  /** Applies what is committed and ends the pause. */
  readonly resume: Readonly<Record<Application, string | undefined>>;
}
