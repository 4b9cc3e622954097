import { kubectl } from './command';
import type { Tool } from './tool';

/** Where kubectl's client-side apply, and Argo CD with it, notes what it applied. */
export const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** The label of the members of an apply set, which `kubectl apply --prune --applyset` writes. */
export const APPLY_SET = 'applyset.kubernetes.io/part-of';
/** Under this name the API server records what client-side apply wrote. */
export const KUBECTL_CLIENT = 'kubectl-client-side-apply';

const title = 'kubectl';
const AGAIN = {
  client: { title, commands: [kubectl('apply', '-f', 'FILES')] },
  server: { title, commands: [kubectl('apply', '--server-side', '-f', 'FILES')] },
  replace: { title, commands: [kubectl('create', '-f', 'FILES')], note: ', as there is nothing to replace' },
};

/** Nothing applies by itself, so there is nothing to pause. */
export const KUBECTL: Tool = {
  title,
  apply: 'client',
  // --validate=strict is the default.
  validates: true,
  notesManifest: true,
  handle: () => ({ as: 'object' }),
  createsNameless: () => false,
  modeOf: () => undefined,
  forces: () => undefined,
  keeps: () => undefined,
  convert: (object) => object,
  // What it applied client-side it takes over the first time that it applies server-side.
  wrote: ({ manager, operation }) => (manager === 'kubectl' && operation === 'Apply') || manager === KUBECTL_CLIENT,
  forcesConflicts: false,
  overwrite: { title, commands: [kubectl('apply', '--server-side', '--force-conflicts', '-f', 'FILES')] },
  // It goes on with the next object.
  uponRefusal: 'deletes-nothing',
  afterRefusal: () => undefined,
  afterUnserved: () => undefined,
  again: AGAIN,
  resume: AGAIN,
};
