import type { UnitFact } from '../facts/unit-fact';
import { findings } from '../findings';
import { UNIT_RULES } from '../rules';
import type { InputFinding } from './judge-input';

/** What was found about a unit of a repository beside its objects. */
export function judgeUnits(facts: readonly UnitFact[]): InputFinding[] {
  return facts.map((fact) => ({ ref: fact.ref, findings: findings(UNIT_RULES, fact) }));
}
