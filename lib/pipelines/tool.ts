import type { Application } from '../kubernetes/server/api-server';
import type { Command } from './command';

/** What brings manifests to a cluster. */
export const PIPELINES = ['kubectl', 'argocd', 'flux', 'helm'] as const;
export type Pipeline = (typeof PIPELINES)[number];

/** How a tool does something: the commands one after the other, and what is to be said about them. */
export interface Way {
  readonly title: string;
  readonly commands: readonly Command[];
  readonly note?: string;
}

/** What a remedy needs to know of a tool. FILES, APP, NAME, SOURCE, RELEASE and CHART are the reader's own. */
export interface Tool {
  readonly title: string;
  /** How it applies unless it is told otherwise. */
  readonly apply: Application;
  /** Applies what is committed; none where the tool does not apply in this way. */
  readonly again: Readonly<Record<Application, Way | undefined>>;
  /** Keeps the tool from bringing back what is deleted by hand. */
  readonly pause?: Way;
  /** Applies what is committed and ends the pause. */
  readonly resume: Readonly<Record<Application, Way | undefined>>;
}
