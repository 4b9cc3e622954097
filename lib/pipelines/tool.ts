import type { FieldManager } from '../kubernetes/apply/managed-fields';
import type { Manifest } from '../kubernetes/manifest';
import type { Application } from '../kubernetes/server/api-server';
import type { Command } from './command';

/** What brings manifests to a cluster. */
export const PIPELINES = ['kubectl', 'argocd', 'flux', 'helm'] as const;
export type Pipeline = (typeof PIPELINES)[number];

/** What a tool does with an object that it is given. */
export type Handling =
  | { readonly as: 'object' }
  /** Created at its time, and deleted before that; never updated. */
  | { readonly as: 'hook'; readonly hook: Hook }
  /** Never applied, and pruned if it was. */
  | { readonly as: 'dropped'; readonly why: string }
  /** Neither applied nor pruned. */
  | { readonly as: 'left'; readonly why: string }
  /** Created where there is none, and never updated. */
  | { readonly as: 'created-once'; readonly why: string };

export interface Hook {
  /** When it runs as ordinary objects change; `never` is a hook of a deletion, a test or a rollback. */
  readonly when: 'before' | 'with' | 'after' | 'never';
  /** Whether its object is still there when it has succeeded. */
  readonly stays: boolean;
  /** Whether the object of its last run is deleted first. */
  readonly anew: boolean;
  /** Whether it ran when the objects were first installed. */
  readonly onInstall: boolean;
}

/** What a refused object means for the others. */
export interface Refusal {
  readonly refused: readonly { readonly object: Manifest; readonly isNew: boolean }[];
  readonly objects: readonly Manifest[];
}

/** How a tool does something: the commands one after the other, and what is to be said about them. */
export interface Way {
  readonly title: string;
  readonly commands: readonly Command[];
  readonly note?: string;
}

/** What the plan needs to know of a tool. FILES, APP, NAME, SOURCE, RELEASE and CHART are the reader's own. */
export interface Tool {
  readonly title: string;
  /** How it applies unless it is told otherwise. */
  readonly apply: Application;
  /** Whether it refuses a manifest with a field that Kubernetes does not have, before the API server sees it. */
  readonly validates: boolean;
  /** Whether it notes the manifest in an annotation when it applies client-side. */
  readonly notesManifest: boolean;
  readonly handle: (object: Manifest) => Handling;
  /** Whether it creates an object that has a `generateName` and no name. */
  readonly createsNameless: (object: Manifest) => boolean;
  /** How it applies this object, where that is not how it applies the others. */
  readonly modeOf: (object: Manifest) => Application | undefined;
  /** What makes it delete the object and create it anew where the API server refuses the update; undefined if nothing does. */
  readonly forces: (object: Manifest, apply: Application) => string | undefined;
  /** What makes it delete the object and create it anew whenever it applies it; undefined if nothing does. */
  readonly recreates?: (object: Manifest) => string | undefined;
  /** Why it cannot apply the object at all, with these options on it. */
  readonly refuses?: (object: Manifest, apply: Application) => string | undefined;
  /** What keeps the object when it is no longer declared: `helm.sh/resource-policy: keep`. */
  readonly keeps: (object: Manifest) => string | undefined;
  /** What makes it wait until somebody confirms that it deletes the object, and how that is done; undefined if it does not wait. */
  readonly asksToDelete?: (object: Manifest) => { readonly why: string; readonly confirm: Command } | undefined;
  /** What it makes of the object before it sends it. */
  readonly convert: (object: Manifest) => Manifest;
  /** Whether the fields of such a manager count as applied by it: server-side apply removes those that it names no more. */
  readonly wrote: (manager: FieldManager) => boolean;
  /** Whether its server-side apply overwrites what others wrote. */
  readonly forcesConflicts: boolean;
  /** Applies server-side and overwrites what others wrote; none where it does so anyway. */
  readonly overwrite?: Way;
  /** What it does with all other objects if one is refused. `deletes-nothing`: it applies them, and prunes none. */
  readonly uponRefusal: 'goes-on' | 'deletes-nothing' | 'applies-nothing';
  /** What happens to the other objects if some are refused; undefined if they are applied all the same. */
  readonly afterRefusal: (refusal: Refusal) => string | undefined;
  /** The same if the API server does not serve the version of this object. */
  readonly afterUnserved: (object: Manifest) => string | undefined;
  /** What to do after a change that was applied in part. */
  readonly recover?: string;
  /** Applies what is committed; none where the tool does not apply in this way. */
  readonly again: Readonly<Record<Application, Way | undefined>>;
  /** Keeps the tool from bringing back what is deleted by hand. */
  readonly pause?: Way;
  /** Applies what is committed and ends the pause. */
  readonly resume: Readonly<Record<Application, Way | undefined>>;
}
