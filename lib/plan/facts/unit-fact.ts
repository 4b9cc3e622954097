/** What is lost if objects are deleted and created again. */
export type Stake = 'data' | 'service' | 'nothing';

/** The kinds of objects that describe a unit. */
export type Describing = 'Application' | 'ApplicationSet' | 'HelmRelease' | 'Kustomization';

/**
 * What is known of a unit of a repository, which is what one Argo CD Application, Flux Kustomization, Helm release or folder applies, beside
 * its objects. `ref` is what it is shown for.
 */
export type UnitFact = {
  readonly ref: { readonly group: string; readonly kind: string; readonly namespace?: string; readonly name: string };
} & (
  | {
      /** Its manifests are not known. */
      readonly about: 'not-built';
      /** A sentence without a full stop. */
      readonly why: string;
      /** Whether the program that builds it is not installed. */
      readonly isMissing: boolean;
      /** Whether somebody says that it is applied. */
      readonly applied: boolean;
    }
  | {
      /** The tool that makes its manifests, or reads them, refuses what stands in the repository. */
      readonly about: 'refused';
      readonly why: string;
      /** Whether it did so before the change. */
      readonly before: boolean;
      readonly applied: boolean;
    }
  | {
      /** It takes something from outside of the repository. */
      readonly about: 'outside';
      readonly before: readonly string[];
      readonly after: readonly string[];
      /** Objects that are no longer in the repository, and that this may make now. */
      readonly mayMake?: readonly string[];
    }
  | {
      /** What it no longer declares is not deleted. */
      readonly about: 'kept';
      readonly objects: readonly string[];
      /** `prune is false`. */
      readonly why: string;
    }
  | {
      /** Nobody describes it any more. */
      readonly about: 'removed';
      readonly objects: number;
      readonly deleted: boolean;
      /** What says whether they are deleted; undefined if nobody describes the unit. */
      readonly kind: Describing | undefined;
      /** `It has no finalizer`. */
      readonly why: string;
    }
  | {
      /** Another unit, which is gone, had the same objects. */
      readonly about: 'renamed';
      readonly from: string;
      readonly to: string;
      readonly objects: number;
      /** Whether the old one deletes them when it is removed, or undefined if that is not known. */
      readonly deleted: boolean | undefined;
      readonly stake: Stake;
      /** What the old one is described by; undefined if nobody describes it. */
      readonly kind: Describing | undefined;
    }
  | {
      readonly about: 'other-cluster';
      readonly title: string;
      readonly from: string;
      readonly to: string;
      readonly stake: Stake;
    }
  | { readonly about: 'stops-pruning'; readonly title: string }
  | {
      /** An object that another unit declares now. */
      readonly about: 'moved';
      readonly from: string;
      readonly to: string;
      /** Whether the old unit deletes what it no longer declares, or undefined if that is not known. */
      readonly prunes: boolean | undefined;
      /** How the object is kept when the old unit prunes; none if it is not. */
      readonly keptBy: string | undefined;
      /** What is lost if it is deleted and created again. */
      readonly stake: Stake;
      readonly tool: 'argocd' | 'flux' | 'helm' | 'kubectl' | undefined;
    }
  | {
      /** A value of an object that is a variable, and that nothing in the repository says. */
      readonly about: 'unknown';
      readonly path: string;
      readonly variable: string;
      /** What the other side has, which is assumed. */
      readonly value: string;
    }
  | { readonly about: 'twice'; readonly units: readonly string[]; readonly isNew: boolean }
);
