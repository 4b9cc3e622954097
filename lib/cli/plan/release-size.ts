import { gzipSync } from 'node:zlib';
import type { SourceFile } from '../../manifests/source-file';

/** Far below this no release reaches the limit of a Secret, however badly it is compressed. */
const SMALL = 256 * 1024;

/**
 * What the rendered manifests take in the record of a release, in bytes: Helm compresses it and writes it in base64 into a Secret. The record
 * holds the chart too, so this is the least.
 */
export function releaseBytes(files: readonly SourceFile[]): number {
  const text = [...new Set(files)].map((file) => file.text).join('\n');
  if (text.length < SMALL) return 0;
  return Math.ceil(gzipSync(JSON.stringify(text), { level: 9 }).length / 3) * 4;
}
