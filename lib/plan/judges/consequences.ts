import type { Manifest } from '../../kubernetes/manifest';
import { outOfBounds } from '../facts/autoscaler-bounds';
import { scaledDown, scaledTwice } from '../facts/autoscaler';
import type { Context } from '../facts/context';
import { keyOf, nameOf } from '../facts/identity';
import { claimsLetGo } from '../facts/claims-let-go';
import { budgetOverlaps } from '../facts/budget-overlaps';
import { defaultPrioritiesTaken } from '../facts/default-priorities';
import { nodePortsTaken } from '../facts/node-ports';
import { budgetChanges } from '../facts/disruption-budget';
import { policyChanges } from '../facts/network-policies';
import { exceededQuotas } from '../facts/quotas';
import { routeBackends } from '../facts/route-backends';
import type { Changes } from '../facts/changes';
import { sharedClaims } from '../facts/shared-claims';
import { serviceEndpoints } from '../facts/service-endpoints';
import { undeclaredNeeds } from '../facts/undeclared-needs';
import { type UnmetNeed, unmetNeeds } from '../facts/unmet-needs';
import { findings } from '../findings';
import type { Rule } from '../rule';
import type { Consequence } from './consequence';
import { judgeConfiguration } from './judge-configuration';
import {
  AUTOSCALER_RULES,
  SCALED_DOWN_RULES,
  BOUND_RULES,
  BUDGET_RULES,
  DEFAULT_PRIORITY_RULES,
  NODE_PORT_RULES,
  OVERLAP_RULES,
  POLICY_RULES,
  ENDPOINT_RULES,
  KEY_RULES,
  LET_GO_RULES,
  NEEDED_DELETION_RULES,
  REFERENCE_RULES,
  ROUTE_RULES,
  QUOTA_RULES,
  SHARED_CLAIM_RULES,
  UNDECLARED_RULES,
} from '../rules';

/** All that follows from the changes of a plan for the objects around them. */
export function consequences(context: Context, changes: Changes): readonly Consequence[] {
  const unmet = unmetNeeds(context, changes);
  const undeclared = undeclaredNeeds(context, changes);
  return [
    ...judgeConfiguration(context, changes, unmet),
    ...judged(serviceEndpoints(context, changes), ENDPOINT_RULES, ({ service }) => service),
    ...judged(routeBackends(context, changes), ROUTE_RULES, ({ route }) => route),
    ...judged(budgetChanges(context, changes), BUDGET_RULES, ({ after }) => after.budget),
    ...judged(budgetOverlaps(context, changes), OVERLAP_RULES, ({ budgets }) => changedOf(budgets, changes)),
    ...judged(nodePortsTaken(context, changes), NODE_PORT_RULES, ({ service }) => service),
    ...judged(defaultPrioritiesTaken(context, changes), DEFAULT_PRIORITY_RULES, ({ priority }) => priority),
    ...judged(scaledTwice(context, changes), AUTOSCALER_RULES, ({ autoscaler }) => autoscaler),
    ...judged(outOfBounds(context, changes), BOUND_RULES, ({ autoscaler }) => autoscaler),
    ...judged(scaledDown(context, changes), SCALED_DOWN_RULES, ({ autoscaler }) => autoscaler),
    ...judged(exceededQuotas(context, changes), QUOTA_RULES, ({ demand }) => demand.object),
    ...judged(claimsLetGo(context, changes), LET_GO_RULES, ({ workload }) => workload.object),
    ...judged(sharedClaims(context, changes), SHARED_CLAIM_RULES, ({ workload }) => workload.object),
    ...judged(policyChanges(context, changes), POLICY_RULES, ({ policy }) => policy),
    ...judged(undeclared === undefined ? [] : [undeclared], UNDECLARED_RULES, ({ workload }) => workload.object),
    ...[...unmet].flatMap(([key, needs]) => ofNeeds(key, needs, context)),
  ].filter((each) => each.findings.length > 0);
}

/** The one that the change is about, of several budgets. */
function changedOf(objects: readonly Manifest[], changes: Changes): Manifest {
  return (objects.find((object) => changes.has(keyOf(object))) ?? objects[0]) as Manifest;
}

/** What rules find about subjects of one kind, each told at its object. */
function judged<Subject>(
  subjects: Iterable<Subject>,
  rules: readonly Rule<Subject>[],
  objectOf: (subject: Subject) => Manifest,
): readonly Consequence[] {
  return [...subjects].map((each) => ({ object: objectOf(each), findings: findings(rules, each) }));
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
