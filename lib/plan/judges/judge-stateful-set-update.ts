import { create, update, type UpdateAnswer } from '../../kubernetes/server/api-server';
import { formatPath } from '../../kubernetes/fields/differences';
import { isMutable } from '../../kubernetes/server/immutable';
import { isLive } from '../../kubernetes/live-object';
import type { Manifest } from '../../kubernetes/manifest';
import { podName } from '../../kubernetes/naming';
import { answerTo } from '../facts/answer';
import { withRenamedTemplates } from '../facts/claim-template-renames';
import type { Context } from '../facts/context';
import { changeOf, findings } from '../findings';
import { governedOf } from '../facts/governed';
import { behindRefusal } from './behind-refusal';
import { judgeSetCreate, newClaims, refused } from './judge-stateful-set';
import { keptAccount } from '../facts/kept-account';
import { mergedLists } from '../facts/merged-lists';
import type { Refusal } from '../facts/refusal';
import {
  ALIAS_RULES,
  FIRST_CREATION_RULES,
  MERGED_RULES,
  NEW_ORDINAL_RULES,
  NOT_CREATED_ANEW_RULES,
  REFUSED_RULES,
  RELABELLED_RULES,
  SET_REFUSAL_RULES,
  SET_REST_RULES,
  SET_UPDATE_RULES,
} from '../rules';
import { lostFields } from './lost-fields';
import { restartedPods } from '../facts/restarts';
import { addedOrdinals, removedOrdinals, type StatefulSetChange } from '../facts/stateful-set-change';
import { claimsOf, viewOf } from '../facts/stateful-set-view';
import type { Change, Finding } from '../types';

export function judgeSetUpdate(before: Manifest, after: Manifest, context: Context): Change | undefined {
  const answer = answerTo(before, after, context);
  if (answer === undefined) return undefined;
  if (!mayBeThere(before, answer, context)) return judgeFirstCreation(after, answer, context);
  if (answer.errors.length > 0) return judgeRefusal(before, after, answer, context);
  const change = judgeAccepted(before, after, answer, context);
  const errors = answer.beforeErrors.length > 0 ? (create(after, context)?.errors ?? []) : [];
  if (errors.length === 0) return change;
  const notes = findings(NOT_CREATED_ANEW_RULES, { errors, kubernetes: context.kubernetes });
  return changeOf(after, [...notes, ...(change?.findings ?? [])], change?.pods, change?.claims);
}

/** The object in BEFORE could never be applied: the change is judged as if nothing stood there. */
function judgeFirstCreation(after: Manifest, answer: UpdateAnswer, context: Context): Change | undefined {
  const asCreated = create(after, context);
  if (asCreated !== undefined && asCreated.errors.length > 0) {
    return refused(after, asCreated.errors, asCreated.stored, context);
  }
  const created = judgeSetCreate(after, context);
  const note = findings(FIRST_CREATION_RULES, { errors: answer.beforeErrors });
  return created === undefined ? undefined : { ...created, findings: [...note, ...created.findings] };
}

/** What a version refuses to create and takes as an update may be there: an older version created it. */
function mayBeThere(before: Manifest, answer: UpdateAnswer, context: Context): boolean {
  const { beforeErrors } = answer;
  if (beforeErrors.length === 0 || isLive(before)) return true;
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
        path[0] === 'spec' && !sameValue && !isMutable(typeof path[1] === 'string' ? path[1] : '', context.minor),
    ),
  );
  const errors = answer.errors.filter(({ immutable }) => immutable);
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
  for (const rule of SET_REFUSAL_RULES) {
    const own = findings([rule], { ...refusal, immutable });
    found.push(...own);
    const paths = new Set(own.map((finding) => finding.path));
    immutable = immutable.filter((difference) => !paths.has(pathText(difference)));
  }
  const said = new Set(found.map((finding) => finding.path));
  const rest = answer.errors.filter((error) => error.immutable !== true && !said.has(error.field));
  found.push(...findings(REFUSED_RULES, { errors: rest, object: answer.stored, kubernetes: context.kubernetes }));
  const refused = new Set(found.map(({ path }) => path));
  found.push(...behindRefusal(changeFrom(manifest, after, answer, context)).filter(({ path }) => !refused.has(path)));
  return changeOf(after, found);
}

function isTemplate({ path }: UpdateAnswer['differences'][number]): boolean {
  return path[0] === 'spec' && path[1] === 'template';
}

function pathText(difference: UpdateAnswer['differences'][number]): string {
  return formatPath(difference.path);
}

function changeFrom(before: Manifest, after: Manifest, answer: UpdateAnswer, context: Context): StatefulSetChange {
  return {
    context,
    manifestBefore: before,
    manifestAfter: after,
    before: viewOf(answer.before, before),
    after: viewOf(answer.stored, after),
    answer,
    template: answer.differences.filter(isTemplate),
    rest: answer.differences.filter((difference) => !isTemplate(difference)),
  };
}

function judgeAccepted(before: Manifest, after: Manifest, answer: UpdateAnswer, context: Context): Change | undefined {
  const change = changeFrom(before, after, answer, context);
  const found = findings(SET_UPDATE_RULES, change);
  const said = new Set(found.map((finding) => finding.path));
  found.push(...findings(SET_REST_RULES, change).filter((finding) => !said.has(finding.path)));
  found.push(...mergedLists(before, after, answer, context).flatMap((each) => findings(MERGED_RULES, each)));
  found.push(...keptAccount(before, after, answer).flatMap((each) => findings(ALIAS_RULES, each)));
  found.push(...lostFields(answer, context));
  found.push(...unselected(change).map(onRelabel));
  const added = addedOrdinals(change.before, change.after);
  const fresh = newClaims(change.after, added, context);
  if (fresh.length > 0) found.push(...findings(NEW_ORDINAL_RULES, { context, set: change.after, added }).map(onUpdate));
  const gone = removedOrdinals(change.before, change.after);
  const goneClaims = claimsOf(change.before, gone);
  return changeOf(
    after,
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
  const was = findings(RELABELLED_RULES, { ...governed, set: before });
  return was.length > 0 ? [] : findings(RELABELLED_RULES, governed);
}

/** Peers no longer find the pods that the change relabels. */
function onRelabel(finding: Finding): Finding {
  return { ...finding, impact: 'outage' };
}

/** New ordinals meet what a new StatefulSet meets. */
function onUpdate(finding: Finding): Finding {
  return { ...finding, impact: 'update' };
}
