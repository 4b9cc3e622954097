import { scaledTwice } from '../facts/autoscaler';
import type { Context } from '../facts/context';
import { nameOf } from '../facts/identity';
import { budgetChanges } from '../facts/disruption-budget';
import { policyChanges } from '../facts/network-policies';
import { routeBackends } from '../facts/route-backends';
import { type Changes, serviceEndpoints } from '../facts/service-endpoints';
import { type UnmetNeed, unmetNeeds } from '../facts/unmet-needs';
import { findings } from '../findings';
import type { Consequence } from './consequence';
import { judgeConfiguration } from './judge-configuration';
import {
  AUTOSCALER_RULES,
  BUDGET_RULES,
  POLICY_RULES,
  ENDPOINT_RULES,
  KEY_RULES,
  NEEDED_DELETION_RULES,
  REFERENCE_RULES,
  ROUTE_RULES,
} from '../rules';

/** All that follows from the changes of a plan for the objects around them. */
export function consequences(context: Context, changes: Changes): readonly Consequence[] {
  const unmet = unmetNeeds(context, changes);
  return [
    ...judgeConfiguration(context, changes, unmet),
    ...[...serviceEndpoints(context, changes)].map((each) => ({
      object: each.service,
      findings: findings(ENDPOINT_RULES, each),
    })),
    ...[...routeBackends(context, changes)].map((each) => ({
      object: each.route,
      findings: findings(ROUTE_RULES, each),
    })),
    ...[...budgetChanges(context, changes)].map((each) => ({
      object: each.after.budget,
      findings: findings(BUDGET_RULES, each),
    })),
    ...[...scaledTwice(context, changes)].map((each) => ({
      object: each.autoscaler,
      findings: findings(AUTOSCALER_RULES, each),
    })),
    ...[...policyChanges(context, changes)].map((each) => ({
      object: each.policy,
      findings: findings(POLICY_RULES, each),
    })),
    ...[...unmet].flatMap(([key, needs]) => ofNeeds(key, needs, context)),
  ].filter((each) => each.findings.length > 0);
}

function ofNeeds(key: string, needs: readonly UnmetNeed[], { before, after }: Context): readonly Consequence[] {
  const fresh = needs.map((need) => ({ object: need.workload.object, findings: findings(REFERENCE_RULES, need) }));
  const now = after.get(key);
  const old = before.get(key);
  if (now === undefined) {
    const users = [...new Set(needs.map(({ workload }) => workload.label))];
    return old === undefined
      ? fresh
      : [{ object: old, findings: findings(NEEDED_DELETION_RULES, { before: old, users }) }];
  }
  const lost = needs.filter(({ had }) => had);
  const removed = { kind: now.kind, name: nameOf(now), needs: lost };
  return [...fresh, { object: now, findings: findings(KEY_RULES, removed) }];
}
