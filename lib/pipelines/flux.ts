import type { Manifest } from '../kubernetes/manifest';
import { asObject, isPlainObject } from '../kubernetes/plain';
import { Command } from './command';
import { markOf } from './annotations';
import type { Handling, Tool, Way } from './tool';

/** With `/namespace` the mark of the Kustomization that applied an object. */
export const KUSTOMIZATION_NAME = 'kustomize.toolkit.fluxcd.io/name';
export const KUSTOMIZATION_NAMESPACE = 'kustomize.toolkit.fluxcd.io/namespace';
/** With `/namespace` the mark of the HelmRelease that applied an object, besides that of Helm. */
export const HELM_RELEASE_NAME = 'helm.toolkit.fluxcd.io/name';
export const HELM_RELEASE_NAMESPACE = 'helm.toolkit.fluxcd.io/namespace';
/** What Flux writes on every object that it applies; the last one until 0.15. */
export const FLUX_MARKS: readonly string[] = [
  KUSTOMIZATION_NAME,
  KUSTOMIZATION_NAMESPACE,
  HELM_RELEASE_NAME,
  HELM_RELEASE_NAMESPACE,
  'kustomize.toolkit.fluxcd.io/checksum',
];
const FLUX_PRUNE = 'kustomize.toolkit.fluxcd.io/prune';

/** Flux leaves the object when it is gone from git. It reads this from the live object. */
export const FLUX_KEEP = { [FLUX_PRUNE]: 'disabled' } as const;

const title = 'Flux';
const flux = (...commands: readonly (readonly string[])[]): Way => ({
  title,
  commands: commands.map((args) => Command.of('flux', args)),
});

/** As read in kustomize-controller 1.9 and fluxcd/pkg ssa 0.76, and run with the latter. */
export const FLUX: Tool = {
  title,
  apply: 'server',
  // What a Go type does not have is dropped before it is sent.
  validates: false,
  notesManifest: false,
  handle,
  createsNameless: () => false,
  modeOf: () => 'server',
  forces: (object) =>
    is(object, 'force', 'enabled') ? 'because of `kustomize.toolkit.fluxcd.io/force: enabled`' : undefined,
  keeps: (object) => (isKeptByFlux(object) ? `${FLUX_PRUNE}: disabled` : undefined),
  convert,
  // As fluxcd/pkg ssa/patch.go takes over what kubectl wrote.
  wrote: ({ manager }) => manager === 'kustomize-controller' || /^(kubectl|before-first-apply$)/.test(manager),
  forcesConflicts: true,
  uponRefusal: 'applies-nothing',
  afterRefusal: ({ objects }) =>
    objects.length < 2
      ? undefined
      : 'Flux first tries every object in a dry run. If the API server refuses one, Flux applies no object of that stage (all objects except namespaces, custom resource definitions, cluster roles and classes)',
  afterUnserved: () => 'Flux then applies no other object of its stage',
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
export function isKeptByFlux(object: Manifest): boolean {
  return is(object, 'prune', 'disabled') || handle(object).as === 'left';
}

/** A switch of kustomize-controller on an object, as an annotation or a label. */
function is(object: Manifest, option: string, value: string): boolean {
  return markOf(object, `kustomize.toolkit.fluxcd.io/${option}`)?.toLowerCase() === value;
}

/** `Override` and `Merge` differ only in what other managers wrote. */
function handle(object: Manifest): Handling {
  if (is(object, 'reconcile', 'disabled'))
    return { as: 'left', why: 'kustomize.toolkit.fluxcd.io/reconcile: disabled' };
  if (is(object, 'ssa', 'ignore')) return { as: 'left', why: 'kustomize.toolkit.fluxcd.io/ssa: Ignore' };
  if (is(object, 'ssa', 'ifnotpresent')) {
    return { as: 'created-once', why: 'kustomize.toolkit.fluxcd.io/ssa: IfNotPresent' };
  }
  return { as: 'object' };
}

/** A Secret's `stringData` becomes `data`, so that a key that leaves it leaves the Secret too. */
function convert(object: Manifest): Manifest {
  const { stringData, ...rest } = object;
  if (object.apiVersion !== 'v1' || object.kind !== 'Secret' || !isPlainObject(stringData)) return object;
  const converted = Object.entries(stringData).map(([key, value]) => [
    key,
    typeof value === 'string' ? base64(value) : value,
  ]);
  return { ...rest, data: { ...asObject(object['data']), ...Object.fromEntries(converted) } } as unknown as Manifest;
}

function base64(text: string): string {
  let binary = '';
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte);
  return btoa(binary);
}
