import { jsonBytes, storedBytesAtLeast } from '../../kubernetes/server/limits';
import type { Manifest } from '../../kubernetes/manifest';
import { annotationBytesWithLastApplied } from '../../pipelines/last-applied';
import type { Context } from '../facts/context';
import { refOf } from '../facts/identity';
import { findings } from '../findings';
import { RELEASE_RULES, SIZE_RULES } from '../rules';
import type { Finding } from '../types';
import type { InputFinding } from './judge-input';

/** What is too large to be sent, noted or stored. */
export function judgeSize(after: Manifest, before: Manifest | undefined, context: Context): Finding[] {
  const bytes = jsonBytes(after);
  // Most objects are far below every limit, and measured once.
  if (bytes < SMALL) return [];
  const { apply, pipeline, tool } = context;
  const notes = apply === 'client' && (tool?.notesManifest ?? true);
  const sentWhole = before === undefined || apply !== 'client';
  return findings(SIZE_RULES, {
    pipeline,
    stored: storedBytesAtLeast(after),
    ...(notes ? { annotations: annotationBytesWithLastApplied(after) } : {}),
    ...(sentWhole ? { request: bytes } : {}),
  });
}

/** The record that Helm keeps of a revision, shown for the object that has the largest part in it. */
export function judgeRelease(after: readonly Manifest[], releaseBytes: number | undefined): InputFinding[] {
  if (releaseBytes === undefined) return [];
  const found = findings(RELEASE_RULES, { releaseBytes });
  if (found.length === 0) return [];
  const sizes = after.map((object) => ({ object, bytes: jsonBytes(object) })).sort((a, b) => b.bytes - a.bytes);
  const [largest] = sizes;
  return largest === undefined ? [] : [{ ref: refOf(largest.object), findings: found }];
}

/** JSON of this size cannot pass the limit of annotations, however it is escaped. */
const SMALL = 32 * 1024;
