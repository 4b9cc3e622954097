import type { Manifest } from '../../kubernetes/manifest';
import { deepEqual } from '../../kubernetes/plain';
import type { Context } from '../facts/context';
import { labelOf, refOf } from '../facts/identity';
import { newOwners } from '../facts/new-owners';
import { inNamespace, namespaceTwins } from '../facts/namespace-twins';
import { refusedServerFields } from '../facts/server-fields';
import { findings } from '../findings';
import { worstImpact } from '../impact';
import { DOUBT_RULES, OWNER_RULES, SERVER_FIELD_RULES, TWIN_RULES } from '../rules';
import type { ApplyMode, Doubt, Finding, Impact, ObjectRef } from '../types';

/** What is found about the input itself, with what it is shown for. */
export interface InputFinding {
  readonly ref: ObjectRef;
  readonly findings: readonly Finding[];
}

/** What the reader was not sure about. */
export function judgeDoubts(doubts: readonly Doubt[]): InputFinding[] {
  return doubts.map((doubt) => ({
    ref: { group: '', kind: doubt.kind, name: doubt.name },
    findings: findings(DOUBT_RULES, doubt),
  }));
}

/** What of an object of AFTER the API server refuses, whatever else is in it. `before` is the object as it is now. */
export function judgeManifest(before: Manifest | undefined, after: Manifest, apply: ApplyMode): InputFinding {
  return {
    ref: refOf(after),
    findings: findings(SERVER_FIELD_RULES, refusedServerFields(before, after, apply)),
  };
}

/** Owners that an object did not have. `deletionOf` plans the deletion of an object. */
export function judgeOwners(
  object: Manifest,
  context: Context,
  deletionOf: (existing: Manifest) => Impact,
): InputFinding {
  return {
    ref: refOf(object),
    findings: newOwners(object, context, deletionOf).flatMap((each) => findings(OWNER_RULES, each)),
  };
}

/** One object with and without its namespace. `impactOf` plans the change from one manifest to the other. */
export function judgeTwins(
  before: readonly Manifest[],
  after: readonly Manifest[],
  impactOf: (from: Manifest, to: Manifest) => Impact,
): InputFinding[] {
  const old = new Map(namespaceTwins(before).map((pair) => [labelOf(pair.spaced), pair]));
  return namespaceTwins(after)
    .filter((pair) => !deepEqual(old.get(labelOf(pair.spaced)), pair))
    .flatMap(({ bare, spaced }) => {
      const namespace = spaced.metadata.namespace ?? '';
      const moved = inNamespace(bare, namespace);
      const impact = worstImpact([impactOf(moved, spaced), impactOf(spaced, moved)]);
      return impact === 'none' ? [] : [{ ref: refOf(spaced), findings: findings(TWIN_RULES, { namespace, impact }) }];
    });
}
