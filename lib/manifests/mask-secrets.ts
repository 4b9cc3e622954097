import type { Manifest } from '../kubernetes/manifest';
import { identityOf } from './identity';
import { isObject } from './objects';

/**
 * Takes the values out of Secrets, so that no report, log or comment can show them. As in `kubectl diff`: `***` where both
 * sides have the same value, `*** (before)` and `*** (after)` where they differ.
 */
export function maskSecrets(
  before: readonly Manifest[],
  after: readonly Manifest[],
): { before: readonly Manifest[]; after: readonly Manifest[] } {
  const secretsOf = (side: readonly Manifest[]): Map<string, Manifest> =>
    new Map(side.filter(isSecret).map((manifest) => [identityOf(manifest), manifest]));
  const [old, now] = [secretsOf(before), secretsOf(after)];
  const hide = (manifest: Manifest, other: Manifest | undefined, side: string): Manifest =>
    isSecret(manifest) ? masked(manifest, other, side) : manifest;
  return {
    before: before.map((manifest) => hide(manifest, now.get(identityOf(manifest)), 'before')),
    after: after.map((manifest) => hide(manifest, old.get(identityOf(manifest)), 'after')),
  };
}

function isSecret({ apiVersion, kind }: Manifest): boolean {
  return apiVersion === 'v1' && kind === 'Secret';
}

function masked(secret: Manifest, other: Manifest | undefined, side: string): Manifest {
  const fields = ['data', 'stringData'].flatMap((field) => {
    const values = secret[field];
    const theirs = other?.[field];
    if (!isObject(values)) {
      return [];
    }
    const hidden = Object.entries(values).map(([key, value]) => {
      const differs = isObject(theirs) && key in theirs && theirs[key] !== value;
      return [key, differs ? `*** (${side})` : '***'];
    });
    return [[field, Object.fromEntries(hidden) as unknown]];
  });
  return { ...secret, ...(Object.fromEntries(fields) as object) };
}
