import type { StorageDiagnostic } from '../../storage/claim-request';
import { sourceOf } from './claim-objects';
import type { StatefulClaim } from './claim';
import type { ResolvedApp } from '../resolved-app';

/** Whether the claims that are to stand in git can be named, each with its source. */
export function* checkClaimObjects(app: ResolvedApp): Iterable<StorageDiagnostic> {
  for (const claim of app.claims) {
    yield* checkSources(app, claim);
    if (app.props.autoscaling !== undefined) yield* growthUnderAutoscaler(claim);
  }
}

/** An autoscaler makes ordinals that nobody here knows. */
export function* growthUnderAutoscaler(claim: StatefulClaim): Iterable<StorageDiagnostic> {
  const prop = `claims[${claim.name}]`;
  if (claim.grownTo !== undefined) {
    yield {
      severity: 'error',
      code: 'growth-with-autoscaling',
      prop: `${prop}.grownTo`,
      message:
        'must not be given where an autoscaler chooses the number of pods: the claims of the pods that it adds are not known here, and would have the first size',
      remedy:
        'Set replicas instead of autoscaling, or grow the claims with kubectl and make the StatefulSet anew with the larger size (docs/growth.md)',
    };
  }
  if (claim.source !== undefined) {
    yield {
      severity: 'error',
      code: 'claim-source-with-autoscaling',
      prop: `${prop}.source`,
      message:
        'must not be given for every ordinal where an autoscaler chooses their number: the pods that it adds would start empty',
      remedy: 'Name the ordinals in sources, or set replicas instead of autoscaling',
    };
  }
}

function* checkSources({ identity }: ResolvedApp, claim: StatefulClaim): Iterable<StorageDiagnostic> {
  if (claim.source === undefined && claim.sources === undefined) return;
  const prop = `claims[${claim.name}]`;
  const ordinals = identity.ordinals.map(String);
  for (const ordinal of Object.keys(claim.sources ?? {}).filter((key) => !ordinals.includes(key))) {
    yield {
      severity: 'error',
      code: 'claim-source-ordinal-unknown',
      prop: `${prop}.sources`,
      value: ordinal,
      message: `must be by ordinals of the app${ordinals.length === 0 ? ', which has no replicas' : ` (${ordinals[0]} to ${ordinals.at(-1)})`}`,
      remedy: 'Correct the ordinal, or raise replicas',
    };
  }
  for (const ordinal of identity.ordinals) {
    const source = sourceOf(claim, ordinal);
    const fault = source?._fault(ordinal);
    const own = claim.sources?.[String(ordinal)] === undefined ? 'source' : `sources[${ordinal}]`;
    if (source !== undefined && fault !== undefined) {
      yield {
        severity: 'error',
        code: 'claim-source-name-invalid',
        prop: `${prop}.${own}`,
        value: source.nameFor(ordinal),
        message: `names a ${source._kind === 'snapshot' ? 'VolumeSnapshot' : 'claim'} that cannot exist: the name ${fault}`,
        remedy: 'Correct the name; <ordinal> stands for the ordinal',
      };
    } else if (source?._kind === 'claim' && source.nameFor(ordinal) === identity.claimName(claim.name, ordinal)) {
      yield {
        severity: 'error',
        code: 'claim-source-itself',
        prop: `${prop}.${own}`,
        value: source.nameFor(ordinal),
        message: 'must not be the claim itself',
        remedy: 'Name another claim, or a snapshot',
      };
    }
  }
}
