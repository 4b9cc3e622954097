import type { Describing } from '../facts/unit-fact';
import { type Remedy, say } from '../remedy';
import { yaml } from './steps';

/** What makes a unit leave its objects where they are when it is removed. */
const KEEP: Readonly<Record<Describing, string>> = {
  Application: 'metadata:\n  finalizers: []',
  ApplicationSet: 'spec:\n  syncPolicy:\n    preserveResourcesOnDeletion: true',
  Kustomization: 'spec:\n  prune: false',
  HelmRelease: 'spec:\n  suspend: true',
};

/** The commit that must come before the one that removes or renames a unit, so that its objects stay. */
export function keepWhenRemoved(kind: Describing, then: string): Remedy {
  return [
    say(
      `To keep the objects, do it in two commits. First write this into the ${kind}, and wait until it is in the cluster. ${then}`,
    ),
    yaml(KEEP[kind]),
  ];
}
