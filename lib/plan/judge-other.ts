import { update } from '../kubernetes/api-server';
import { rootStruct } from '../kubernetes/fields';
import type { Manifest } from '../kubernetes/manifest';
import { groupKindOf } from '../kubernetes/object-kind';
import { appliedOf } from './applied';
import type { Context, Side } from './context';
import { changeOf, findings } from './findings';
import { classUses, configurationUses } from './configuration';
import { labelOf, nameOf, namespaceOf } from './identity';
import {
  DELETED,
  DELETED_WITH_CONTENT,
  EXPANSION_CHANGED,
  IMMUTABLE_FIELD,
  STILL_NEEDED,
  UPDATED,
} from './rules/generic/lifecycle';
import { REFUSED_RULES } from './rules/generic/refused';
import { FIELD_CHANGED, WORKLOAD_RESTARTS } from './rules/generic/typed-update';
import { lostFields } from './sent';
import type { Change, Finding } from './types';

/** An object whose kind has no rules of its own. */
export function judgeOtherUpdate(before: Manifest, after: Manifest, context: Context): Change | undefined {
  const applied = appliedOf(before);
  const type = rootStruct(before.apiVersion, before.kind);
  const answer = type === undefined ? undefined : update(before, after, context, applied);
  if (answer !== undefined && type !== undefined) {
    const { errors, stored: object, differences } = answer;
    const found =
      errors.length > 0
        ? findings(REFUSED_RULES, { errors, object, kubernetes: context.kubernetes })
        : [
            ...findings([WORKLOAD_RESTARTS, FIELD_CHANGED], { kind: type.name, differences }),
            ...lostFields(answer, context),
          ];
    return changeOf(labelOf(after), found);
  }
  const refused = findings([IMMUTABLE_FIELD], { before, after });
  return changeOf(labelOf(after), refused.length > 0 ? refused : updated(before, after, applied));
}

function updated(before: Manifest, after: Manifest, applied: unknown): Finding[] {
  const own = findings([EXPANSION_CHANGED], { before, after });
  const said = new Set(own.map((finding) => finding.path));
  return [...own, ...findings([UPDATED], { before, after, applied }).filter((finding) => !said.has(finding.path))];
}

export function judgeOtherDelete(before: Manifest, context: Context): Change | undefined {
  const found = findings([DELETED_WITH_CONTENT], { before });
  return changeOf(
    labelOf(before),
    found.length > 0 ? found : findings([STILL_NEEDED, DELETED], { before, users: usersOf(before, context.after) }),
  );
}

/** Workloads and StatefulSets that still name an object that goes. */
function usersOf(object: Manifest, side: Side): readonly string[] {
  if (groupKindOf(object) === 'storage.k8s.io/StorageClass') return classUses(side).get(nameOf(object)) ?? [];
  const uses = configurationUses(side).get(`${object.kind} ${namespaceOf(object)}/${nameOf(object)}`) ?? [];
  return uses.map((use) => use.workload);
}
