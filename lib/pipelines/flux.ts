import type { Manifest } from '../kubernetes/manifest';
import { asObject, asText } from '../kubernetes/plain';
import { Command } from './command';
import type { Tool, Way } from './tool';

/** With `/namespace` the mark of the Kustomization that applied an object. */
export const KUSTOMIZATION_NAME = 'kustomize.toolkit.fluxcd.io/name';
const FLUX_PRUNE = 'kustomize.toolkit.fluxcd.io/prune';

/** Flux leaves the object when it is gone from git. It reads this from the live object. */
export const FLUX_KEEP = { [FLUX_PRUNE]: 'disabled' } as const;

const title = 'Flux';
const flux = (...commands: readonly (readonly string[])[]): Way => ({
  title,
  commands: commands.map((args) => Command.of('flux', args)),
});

export const FLUX: Tool = {
  title,
  apply: 'server',
  again: {
    client: undefined,
    server: flux(['reconcile', 'kustomization', 'NAME', '--with-source']),
    replace: undefined,
  },
  pause: flux(['suspend', 'kustomization', 'NAME']),
  resume: {
    client: undefined,
    server: flux(['reconcile', 'source', 'git', 'SOURCE'], ['resume', 'kustomization', 'NAME']),
    replace: undefined,
  },
};

/** Whether Flux leaves the object when it is gone from git. Case does not matter in the value. */
export function isKeptByFlux({ metadata }: Manifest): boolean {
  return (asText(asObject(metadata.annotations)[FLUX_PRUNE]) ?? '').toLowerCase() === 'disabled';
}
