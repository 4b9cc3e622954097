import { create, type UpdateAnswer } from '../../kubernetes/server/api-server';
import type { Manifest } from '../../kubernetes/manifest';
import { asObjects, at } from '../../kubernetes/plain';
import type { FieldError } from '../../kubernetes/validation/field-error';
import { type Context, liveClaim } from '../facts/context';
import { namespaceGoes } from '../facts/data-fate';
import { changeOf, findings } from '../findings';
import { governedOf } from '../facts/governed';
import {
  GOVERNED_RULES,
  REFUSED_RULES,
  SET_COMES_RULES,
  SET_CREATION_RULES,
  SET_DELETION_RULES,
  SET_LEAVES_CLAIMS_RULES,
  SET_RENAME_RULES,
} from '../rules';
import { lostFields } from './lost-fields';
import { claimsOf, ordinalsOf, podsOf, type StatefulSetView, viewOf } from '../facts/stateful-set-view';
import type { Change, Finding } from '../types';

/** Claims of these ordinals that are not there yet. */
export function newClaims(set: StatefulSetView, ordinals: readonly number[], context: Context): readonly string[] {
  return claimsOf(set, ordinals).filter((claim) => liveClaim(context, set.namespace, claim) === undefined);
}

export function refused(
  after: Manifest,
  errors: readonly FieldError[],
  object: UpdateAnswer['stored'],
  context: Context,
): Change | undefined {
  return changeOf(after, findings(REFUSED_RULES, { errors, object, kubernetes: context.kubernetes }));
}

export function judgeSetCreate(after: Manifest, context: Context): Change | undefined {
  const answer = create(after, context);
  if (answer === undefined) return undefined;
  if (answer.errors.length > 0) return refused(after, answer.errors, answer.stored, context);
  const set = viewOf(answer.stored);
  const found = [
    ...findings(SET_CREATION_RULES, { context, set }),
    ...findings(GOVERNED_RULES, governedOf(set, context)),
    ...lostFields(answer, context),
  ];
  return changeOf(after, found, { created: podsOf(set) }, { created: newClaims(set, ordinalsOf(set), context) });
}

export function judgeSetDelete(before: Manifest, context: Context): Change | undefined {
  const answer = create(before, context);
  if (answer === undefined) return undefined;
  const set = viewOf(answer.stored);
  const { deleted, kept } = leftClaims(set, context);
  return changeOf(
    before,
    [
      ...findings(SET_DELETION_RULES, { context, set, deleted, kept }),
      ...(kept.length > 0 ? findings(SET_LEAVES_CLAIMS_RULES, { context, set }) : []).map(onDelete),
    ],
    { deleted: [...podsOf(set)].reverse() },
    { deleted, orphaned: kept },
  );
}

/** The warning about a label is due when the StatefulSet goes. */
function onDelete(finding: Finding): Finding {
  return { ...finding, impact: 'delete' };
}

/** What becomes of a set's claims when it goes: those of its ordinals, and those of earlier ones that are known to be there. */
function leftClaims(
  set: StatefulSetView,
  context: Context,
): { readonly deleted: readonly string[]; readonly kept: readonly string[] } {
  const own = claimsOf(set);
  const earlier = set.templates
    .flatMap((template) => context.claimsByPrefix.get(`${set.namespace}/${template}-${set.name}`) ?? [])
    .filter((claim) => !own.includes(claim));
  const all = [...own, ...earlier];
  if (namespaceGoes(context, set.namespace)) return { deleted: all, kept: [] };
  if (set.whenDeleted === 'Retain') return { deleted: [], kept: all };
  // A claim without a pod belongs to the set only if it did so when its pod went.
  const owned = (claim: string): boolean =>
    asObjects(at(liveClaim(context, set.namespace, claim), 'metadata', 'ownerReferences')).some(
      (owner) => owner['kind'] === 'StatefulSet' && owner['name'] === set.name,
    );
  return { deleted: [...own, ...earlier.filter(owned)], kept: earlier.filter((claim) => !owned(claim)) };
}

export function judgeSetRename(before: Manifest, after: Manifest, context: Context): Change | undefined {
  const [old, answer] = [create(before, context), create(after, context)];
  if (old === undefined || answer === undefined) return undefined;
  if (answer.errors.length > 0) return refused(after, answer.errors, answer.stored, context);
  const [from, to] = [viewOf(old.stored, before), viewOf(answer.stored, after)];
  const { deleted, kept } = leftClaims(from, context);
  return changeOf(
    after,
    [
      ...findings(SET_RENAME_RULES, { context, before: from, after: to, stored: answer.stored }),
      ...findings(SET_COMES_RULES, { context, set: to }),
      ...findings(GOVERNED_RULES, governedOf(to, context)),
      ...lostFields(answer, context),
    ],
    { created: podsOf(to), deleted: [...podsOf(from)].reverse() },
    {
      created: newClaims(to, ordinalsOf(to), context),
      deleted,
      orphaned: kept,
    },
  );
}
