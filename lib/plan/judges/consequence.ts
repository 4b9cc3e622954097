import type { Manifest } from '../../kubernetes/manifest';
import type { Finding } from '../types';

/** What a change of other objects means for an object, which itself may not change at all. */
export interface Consequence {
  readonly object: Manifest;
  readonly findings: readonly Finding[];
}
