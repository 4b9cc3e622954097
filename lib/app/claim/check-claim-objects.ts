import type { Report } from '../../messages/problem';
import { sourceOf } from './claim-objects';
import type { StatefulClaim } from './claim';
import type { ResolvedApp } from '../resolved-app';

/** Whether the claims that are to stand in git can be named, each with its source. */
export function checkClaimObjects(report: Report, app: ResolvedApp): void {
  for (const claim of app.claims) {
    checkSources(report, app, claim);
    if (app.props.autoscaling !== undefined) checkGrowthUnderAutoscaler(report, claim);
  }
}

/** An autoscaler makes ordinals that nobody here knows. */
export function checkGrowthUnderAutoscaler(report: Report, claim: StatefulClaim): void {
  const prop = `claims[${claim.name}]`;
  if (claim.grownTo !== undefined) {
    report({
      code: 'growth-with-autoscaling',
      prop: `${prop}.grownTo`,
      value: claim.grownTo,
      message:
        'must not be given if an autoscaler chooses the number of pods: the claims of the pods that it adds are unknown here, and would have the first size',
    });
  }
  if (claim.source !== undefined) {
    report({
      code: 'claim-source-with-autoscaling',
      prop: `${prop}.source`,
      message:
        'must not be given for every ordinal if an autoscaler chooses the number of pods: the pods that it adds would start empty',
    });
  }
}

function checkSources(report: Report, { identity }: ResolvedApp, claim: StatefulClaim): void {
  if (claim.source === undefined && claim.sources === undefined) return;
  const prop = `claims[${claim.name}]`;
  const ordinals = identity.ordinals.map(String);
  for (const ordinal of Object.keys(claim.sources ?? {}).filter((key) => !ordinals.includes(key))) {
    report({
      code: 'claim-source-ordinal-unknown',
      prop: `${prop}.sources`,
      message: `the app has no pod with the ordinal '${ordinal}'${ordinals.length === 0 ? ': it has no replicas' : ` (it has ${ordinals[0]} to ${ordinals.at(-1)})`}`,
    });
  }
  for (const ordinal of identity.ordinals) {
    const source = sourceOf(claim, ordinal);
    const fault = source?._fault(ordinal);
    const own = claim.sources?.[String(ordinal)] === undefined ? 'source' : `sources[${ordinal}]`;
    if (source !== undefined && fault !== undefined) {
      report({
        code: 'claim-source-name-invalid',
        prop: `${prop}.${own}`,
        value: source.nameFor(ordinal),
        message: `is a ${source._kind === 'snapshot' ? 'VolumeSnapshot' : 'claim'} that cannot exist: its name ${fault}`,
      });
    } else if (source?._kind === 'claim' && source.nameFor(ordinal) === identity.claimName(claim.name, ordinal)) {
      report({
        code: 'claim-source-itself',
        prop: `${prop}.${own}`,
        value: source.nameFor(ordinal),
        message: 'must not be the claim itself',
      });
    }
  }
}
