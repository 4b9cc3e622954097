import type { OutOfBounds } from '../../facts/autoscaler-bounds';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { are, listing } from '../../show';

export const AUTOSCALER_MOVES_REPLICAS: Rule<OutOfBounds> = {
  code: 'autoscaler-moves-replicas',
  title: 'A new bound of an autoscaler adds or deletes pods, whatever its metrics say',
  impact: 'update',
  remedy: 'Nothing, if this is intended. Otherwise choose bounds around the number of running pods',
  versions: ALL_VERSIONS,
  source: 'pkg/controller/podautoscaler/horizontal.go; measured on 1.30 and 1.37',
  *check(found): Iterable<Found> {
    const { target, bound, from, to } = found;
    yield {
      path: `spec.${bound}`,
      after: to,
      message: `${target.label} has ${from} ${from === 1 ? 'replica' : 'replicas'}, ${bound === 'minReplicas' ? 'below the new minimum' : 'above the new maximum'}: the autoscaler scales it to ${to}, whatever its metrics say${podsOf(found)}`,
      remedy:
        bound === 'minReplicas'
          ? ''
          : `Nothing, if this is intended. Otherwise raise maxReplicas to ${from} until you scale ${target.label} down yourself.`,
    };
  },
};

function podsOf({ bound, pods, claims, deletesClaims }: OutOfBounds): string {
  if (pods.length === 0) return '';
  if (bound === 'minReplicas') {
    const made = claims.length === 0 ? '' : `, with ${are(claims, 'the claims', 'the claim')} ${listing(claims)}`;
    return `. New: ${listing(pods)}${made}`;
  }
  const left =
    claims.length === 0 || deletesClaims
      ? ''
      : `. ${are(claims, 'The claims', 'The claim')} ${listing(claims)} ${are(claims, 'are kept with their', 'is kept with its')} data`;
  return `. Deleted: ${listing(pods)}${left}`;
}
