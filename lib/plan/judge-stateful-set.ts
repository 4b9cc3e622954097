import { create, update, type UpdateAnswer } from '../kubernetes/api-server';
import { formatPath } from '../kubernetes/differences';
import { isMutable } from '../kubernetes/immutable';
import type { Manifest } from '../kubernetes/manifest';
import { podName } from '../kubernetes/naming';
import { asObjects, at } from '../kubernetes/plain';
import type { FieldError } from '../kubernetes/validation/field-error';
import { appliedOf } from './applied';
import { type Context, liveClaim } from './context';
import { changeOf, findings } from './findings';
import { withRenamedTemplates } from './claim-template-renames';
import { namespaceGoes } from './data-fate';
import { labelOf } from './identity';
import { governedOf } from './governed';
import { REFUSED_RULES } from './rules/generic/refused';
import { NEVER_APPLIED, NOT_ANEW } from './rules/generic/never-applied';
import { GOVERNED_RULES, SERVICE_DOES_NOT_MATCH } from './rules/cross-object/governing-service';
import { isImmutability, ON_DELETE_RULE, REFUSAL_RULES, type Refusal } from './rules/stateful-set/refusal';
import {
  CLASS_PENDING,
  SET_COMES_RULES,
  SET_CREATED,
  SET_DELETE_RULES,
  SET_RENAMED,
  TRACKING_LABEL,
} from './rules/stateful-set/lifecycle';
import { OTHER_CHANGE } from './rules/stateful-set/other-change';
import { STATEFUL_SET_UPDATE_RULES } from './rules/stateful-set/update-rules';
import { addedOrdinals, removedOrdinals, restartedPods, type StatefulSetChange } from './stateful-set-change';
import { claimsOf, ordinalsOf, podsOf, type StatefulSetView, viewOf } from './stateful-set-view';
import { lostFields } from './sent';
import type { Change, Finding } from './types';

export function judgeSetUpdate(before: Manifest, after: Manifest, context: Context): Change | undefined {
  const answer = update(before, after, context, appliedOf(before));
  if (answer === undefined) return undefined;
  if (!mayBeThere(before, answer, context)) return judgeFirstCreation(after, answer, context);
  if (answer.errors.length > 0) return judgeRefusal(before, after, answer, context);
  const change = judgeAccepted(before, after, answer, context);
  const errors = answer.beforeErrors.length > 0 ? (create(after, context)?.errors ?? []) : [];
  if (errors.length === 0) return change;
  const notes = findings([NOT_ANEW], { errors, kubernetes: context.kubernetes });
  return changeOf(labelOf(after), [...notes, ...(change?.findings ?? [])], change?.pods, change?.claims);
}

/** What stands before could never be applied: the change is judged as if nothing stood there. */
function judgeFirstCreation(after: Manifest, answer: UpdateAnswer, context: Context): Change | undefined {
  const asCreated = create(after, context);
  if (asCreated !== undefined && asCreated.errors.length > 0) {
    return refused(after, asCreated.errors, asCreated.stored, context);
  }
  const created = judgeSetCreate(after, context);
  const note = findings([NEVER_APPLIED], { errors: answer.beforeErrors });
  return created === undefined ? undefined : { ...created, findings: [...note, ...created.findings] };
}

/** What a version refuses to create and takes as an update may be there: an older version created it. */
function mayBeThere(before: Manifest, answer: UpdateAnswer, context: Context): boolean {
  const { beforeErrors } = answer;
  if (beforeErrors.length === 0) return true;
  return (
    beforeErrors.every((error) => error.field.startsWith('spec.')) &&
    update(before, before, context)?.errors.length === 0
  );
}

function judgeRefusal(manifest: Manifest, after: Manifest, answer: UpdateAnswer, context: Context): Change | undefined {
  const before = viewOf(answer.before, manifest);
  let immutable = withRenamedTemplates(
    answer.differences.filter(
      ({ path, sameValue }) =>
        path[0] === 'spec' &&
        !sameValue &&
        !isMutable('StatefulSet', typeof path[1] === 'string' ? path[1] : '', context.minor),
    ),
  );
  const errors = answer.errors.filter(isImmutability);
  const refusal: Omit<Refusal, 'immutable'> = {
    context,
    answer,
    before,
    after: viewOf(answer.stored, after),
    apply: context.apply,
    newTemplate: answer.differences.some(isTemplate),
    errors,
  };
  const found: Finding[] = [];
  for (const rule of REFUSAL_RULES) {
    const own = findings([rule], { ...refusal, immutable });
    found.push(...own);
    const paths = new Set(own.map((finding) => finding.path));
    immutable = immutable.filter((difference) => !paths.has(pathText(difference)));
  }
  found.push(...findings([ON_DELETE_RULE], { ...refusal, immutable }));
  const said = new Set(found.map((finding) => finding.path));
  const rest = answer.errors.filter((error) => !isImmutability(error) && !said.has(error.field));
  found.push(...findings(REFUSED_RULES, { errors: rest, object: answer.stored, kubernetes: context.kubernetes }));
  return changeOf(labelOf(after), found);
}

function isTemplate({ path }: UpdateAnswer['differences'][number]): boolean {
  return path[0] === 'spec' && path[1] === 'template';
}

function pathText(difference: UpdateAnswer['differences'][number]): string {
  return formatPath(difference.path);
}

function judgeAccepted(before: Manifest, after: Manifest, answer: UpdateAnswer, context: Context): Change | undefined {
  const change: StatefulSetChange = {
    context,
    manifestBefore: before,
    manifestAfter: after,
    before: viewOf(answer.before, before),
    after: viewOf(answer.stored, after),
    answer,
    template: answer.differences.filter(isTemplate),
    rest: answer.differences.filter((difference) => !isTemplate(difference)),
  };
  const found = findings(STATEFUL_SET_UPDATE_RULES, change);
  const said = new Set(found.map((finding) => finding.path));
  found.push(...findings([OTHER_CHANGE], change).filter((finding) => !said.has(finding.path)));
  found.push(...lostFields(answer, context));
  found.push(...unselected(change).map(onUpdate));
  const added = addedOrdinals(change.before, change.after);
  const fresh = newClaims(change.after, added, context);
  if (fresh.length > 0) found.push(...findings([CLASS_PENDING], { context, set: change.after, added }).map(onUpdate));
  const gone = removedOrdinals(change.before, change.after);
  const goneClaims = claimsOf(change.before, gone);
  return changeOf(
    labelOf(after),
    found,
    {
      created: added.map((ordinal) => podName(change.after.name, ordinal)),
      restarted: restartedPods(change),
      deleted: gone.map((ordinal) => podName(change.after.name, ordinal)),
    },
    {
      created: fresh,
      ...(change.after.whenScaled === 'Delete' ? { deleted: goneClaims } : { orphaned: goneClaims }),
    },
  );
}

/** The governing Service selects the pods no longer that it selected before, because their labels changed. */
function unselected({ before, after, context, template }: StatefulSetChange): Finding[] {
  if (!template.some(({ path }) => path[2] === 'metadata' && path[3] === 'labels')) return [];
  const governed = governedOf(after, context);
  const was = findings([SERVICE_DOES_NOT_MATCH], { ...governed, set: before });
  return was.length > 0 ? [] : findings([SERVICE_DOES_NOT_MATCH], governed);
}

/** New ordinals meet what a new StatefulSet meets. */
function onUpdate(finding: Finding): Finding {
  return { ...finding, impact: 'update' };
}

function newClaims(set: StatefulSetView, ordinals: readonly number[], context: Context): readonly string[] {
  return claimsOf(set, ordinals).filter((claim) => liveClaim(context, set.namespace, claim) === undefined);
}

function refused(
  after: Manifest,
  errors: readonly FieldError[],
  object: UpdateAnswer['stored'],
  context: Context,
): Change | undefined {
  return changeOf(labelOf(after), findings(REFUSED_RULES, { errors, object, kubernetes: context.kubernetes }));
}

export function judgeSetCreate(after: Manifest, context: Context): Change | undefined {
  const answer = create(after, context);
  if (answer === undefined) return undefined;
  if (answer.errors.length > 0) return refused(after, answer.errors, answer.stored, context);
  const set = viewOf(answer.stored);
  const found = [
    ...findings([SET_CREATED, ...SET_COMES_RULES], { context, set }),
    ...findings(GOVERNED_RULES, governedOf(set, context)),
    ...lostFields(answer, context),
  ];
  return changeOf(
    labelOf(after),
    found,
    { created: podsOf(set) },
    { created: newClaims(set, ordinalsOf(set), context) },
  );
}

export function judgeSetDelete(before: Manifest, context: Context): Change | undefined {
  const answer = create(before, context);
  if (answer === undefined) return undefined;
  const set = viewOf(answer.stored);
  const { deleted, kept } = leftClaims(set, context);
  return changeOf(
    labelOf(before),
    [
      ...findings(SET_DELETE_RULES, { context, set, deleted, kept }),
      ...(kept.length > 0 ? findings([TRACKING_LABEL], { context, set }) : []).map(onDelete),
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
    labelOf(after),
    [
      ...findings([SET_RENAMED], { context, before: from, after: to, stored: answer.stored }),
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
