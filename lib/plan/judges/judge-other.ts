import { updateCustom } from '../../kubernetes/custom';
import type { UpdateAnswer } from '../../kubernetes/server/api-server';
import { rootStruct } from '../../kubernetes/fields/fields';
import type { Manifest } from '../../kubernetes/manifest';
import { groupKindOf } from '../../kubernetes/object-kind';
import { appliedOf, liveObject } from '../../pipelines/applied';
import { answerTo } from '../facts/answer';
import type { Context, Side } from '../facts/context';
import { changeOf, findings } from '../findings';
import { classUses } from '../facts/configuration';
import { definitionOf } from '../facts/definitions';
import { keyOf, nameOf } from '../facts/identity';
import type { Lifecycle } from '../facts/lifecycle';
import { keptAccount } from '../facts/kept-account';
import { mergedLists } from '../facts/merged-lists';
import { cronJobDataChange, podDataChange } from '../facts/pod-data-change';
import {
  ALIAS_RULES,
  CONTENT_DELETION_RULES,
  IMMUTABLE_RULES,
  MERGED_RULES,
  NAMED_DELETION_RULES,
  OWN_UPDATE_RULES,
  POD_DATA_RULES,
  REFUSED_RULES,
  SCALING_RULES,
  UPDATE_RULES,
  WORKLOAD_RULES,
} from '../rules';
import { viewOf } from '../facts/stateful-set-view';
import { podDataBehindRefusal } from './behind-refusal';
import { lostFields } from './lost-fields';
import type { Change, Finding } from '../types';

/** An object whose kind has no rules of its own. */
export function judgeOtherUpdate(before: Manifest, after: Manifest, context: Context): Change | undefined {
  const replaced = context.apply === 'replace';
  const type = rootStruct(before.apiVersion, before.kind);
  const answer = type === undefined ? undefined : answerTo(before, after, context);
  if (answer === undefined || type === undefined) return judgeCustomUpdate(before, after, context);
  const keepsData = type.name === 'Deployment' || type.name === 'DaemonSet';
  if (answer.errors.length > 0) {
    const behind = keepsData ? podDataBehindRefusal(podDataChange(before, after, answer)) : [];
    return changeOf(after, [...refused(answer, context), ...behind]);
  }
  const { differences } = answer;
  const found = keepsData
    ? [
        ...findings(POD_DATA_RULES, podDataChange(before, after, answer)),
        ...workloadUpdated(type.name, before, after, answer, context),
      ]
    : [
        ...(type.name === 'CronJob' ? cronJobData(before, after, answer) : []),
        ...updated({ before, after, differences, replaced }),
      ];
  const merged = mergedLists(before, after, answer, context).flatMap((each) => findings(MERGED_RULES, each));
  const kept = keptAccount(before, after, answer).flatMap((each) => findings(ALIAS_RULES, each));
  return changeOf(after, [...found, ...merged, ...kept, ...lostFields(answer, context)]);
}

function workloadUpdated(
  kind: string,
  before: Manifest,
  after: Manifest,
  answer: UpdateAnswer,
  context: Context,
): Finding[] {
  const views = { before: viewOf(answer.before, before), after: viewOf(answer.stored, after) };
  const scaled =
    kind === 'Deployment'
      ? findings(SCALING_RULES, { ...views, manifestBefore: before, manifestAfter: after, context })
      : [];
  const said = new Set(scaled.map(({ path }) => path));
  const rest = findings(WORKLOAD_RULES, { kind, differences: answer.differences });
  return [...scaled, ...rest.filter(({ path }) => !said.has(path))];
}

/** What the next pods of a CronJob make of its data. None restarts. */
function cronJobData(before: Manifest, after: Manifest, answer: UpdateAnswer): Finding[] {
  return findings(POD_DATA_RULES, cronJobDataChange(before, after, answer)).map((finding) => ({
    ...finding,
    impact: finding.impact === 'restart' ? 'update' : finding.impact,
    path: finding.path.replace(/^spec\./, 'spec.jobTemplate.spec.'),
  }));
}

/** An object whose fields are known by its definition, or not at all. */
function judgeCustomUpdate(before: Manifest, after: Manifest, context: Context): Change | undefined {
  const live = context.live.get(keyOf(after));
  const object = live && liveObject(live, after, context);
  const applied = object?.applied ?? appliedOf(before, context);
  const found = updated({ before, after, applied });
  const definition = definitionOf(after, context);
  const answer = definition && updateCustom(object?.live ?? before, after, definition, applied);
  if (answer === undefined) return changeOf(after, found);
  if (answer.errors.length > 0) return changeOf(after, refused({ ...answer, before }, context));
  return changeOf(after, [...found, ...lostFields(answer, context)]);
}

type Refusal = Pick<UpdateAnswer, 'errors' | 'before' | 'stored'>;

function refused({ errors, before, stored: object }: Refusal, { kubernetes }: Context): Finding[] {
  const rest = errors.filter(({ immutable }) => immutable !== true);
  return [
    ...findings(IMMUTABLE_RULES, { errors, before, object, kubernetes }),
    ...findings(REFUSED_RULES, { errors: rest, object, kubernetes }),
  ];
}

function updated(change: Lifecycle): Finding[] {
  const own = findings(OWN_UPDATE_RULES, change);
  const said = new Set(own.map((finding) => finding.path));
  return [...own, ...findings(UPDATE_RULES, change).filter((finding) => !said.has(finding.path))];
}

export function judgeOtherDelete(before: Manifest, context: Context): Change | undefined {
  const found = findings(CONTENT_DELETION_RULES, { before });
  return changeOf(
    before,
    found.length > 0 ? found : findings(NAMED_DELETION_RULES, { before, users: usersOf(before, context.after) }),
  );
}

/** StatefulSets that still name a class that goes. What pods need is judged once all changes are known. */
function usersOf(object: Manifest, side: Side): readonly string[] {
  if (groupKindOf(object) === 'storage.k8s.io/StorageClass') return classUses(side).get(nameOf(object)) ?? [];
  return [];
}
