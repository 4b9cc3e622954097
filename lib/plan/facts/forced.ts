import type { Finding } from '../types';

/** An update that the API server refuses, of an object that the tool then deletes and creates anew. */
export interface Forced {
  readonly tool: string;
  /** `because of …`. */
  readonly because: string;
  /** Group and kind. */
  readonly groupKind: string;
  readonly refused: readonly Finding[];
  /** Whether it does so at each apply, and not only for what the API server refuses. */
  readonly always: boolean;
  /** Whether the API server would refuse to create it, too. */
  readonly invalid: boolean;
  /** Whether its claims are deleted with it. */
  readonly deletesClaims: boolean;
}
