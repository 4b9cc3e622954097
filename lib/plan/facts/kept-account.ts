import type { Manifest } from '../../kubernetes/manifest';
import { asText, type PlainObject } from '../../kubernetes/plain';
import type { UpdateAnswer } from '../../kubernetes/server/api-server';
import { workloadOf } from './workload';

/** A service account that pods keep, because the field that says the same is not declared. */
export interface KeptAccount {
  readonly path: string;
  readonly kept: string;
  /** What AFTER declares; undefined if it declares none. */
  readonly wanted: string | undefined;
}

/** `serviceAccount` is the old name of `serviceAccountName`. The API server fills in each from the other, and a patch changes but one. */
export function keptAccount(before: Manifest, after: Manifest, answer: UpdateAnswer): readonly KeptAccount[] {
  const [old, now, stored] = [before, after, answer.stored as Manifest].map(workloadOf);
  if (old === undefined || now === undefined || stored === undefined) return [];
  const [had, wanted, kept] = [old, now, stored].map(({ pod }) => accountOf(pod));
  // What was so before is no news.
  if (had === wanted || kept === undefined || kept === wanted) return [];
  const field = now.pod['serviceAccount'] === undefined ? 'serviceAccountName' : 'serviceAccount';
  return [{ path: `${now.podPath}.${field}`, kept, wanted }];
}

function accountOf(pod: PlainObject): string | undefined {
  return asText(pod['serviceAccountName']) ?? asText(pod['serviceAccount']);
}
