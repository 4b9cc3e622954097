import type { Manifest } from '../../kubernetes/manifest';
import { beingDeleted } from '../facts/being-deleted';
import type { Context } from '../facts/context';
import { changeOf, findings } from '../findings';
import { BEING_DELETED_RULES } from '../rules';
import type { Change } from '../types';

/** An object that is being deleted: of what the change does to it only a refusal counts. */
export function judgeBeingDeleted(change: Change | undefined, object: Manifest, context: Context): Change | undefined {
  const deleted = beingDeleted(object, context);
  if (deleted === undefined) return change;
  const refused = change?.findings.filter(({ impact }) => impact === 'rejected') ?? [];
  return changeOf(object, [...findings(BEING_DELETED_RULES, deleted), ...refused]);
}
