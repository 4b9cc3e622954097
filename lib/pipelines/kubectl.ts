import { kubectl } from './command';
import type { Tool } from './tool';

/** Where kubectl's client-side apply, and Argo CD with it, notes what it applied. */
export const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

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
  // It goes on with the next object.
  afterRefusal: () => undefined,
  again: AGAIN,
  resume: AGAIN,
};
