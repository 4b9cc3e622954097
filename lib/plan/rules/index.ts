import type { RuleInfo } from '../rule';
import { CLAIM_DELETED, CLAIM_RULES } from './claim/claim-rules';
import { CONFIGURATION_RULES } from './cross-object/configuration';
import { GOVERNED_RULES, GOVERNING_SERVICE_REMOVED } from './cross-object/governing-service';
import { SENT_RULES } from './generic/dropped';
import { CREATED, DELETED, DELETED_WITH_CONTENT, EXPANSION_CHANGED, STILL_NEEDED, UPDATED } from './generic/lifecycle';
import { NEVER_APPLIED, NOT_ANEW } from './generic/never-applied';
import { IMMUTABLE_FIELD, REFUSED_RULES } from './generic/refused';
import { FIELD_CHANGED, WORKLOAD_RESTARTS } from './generic/typed-update';
import { SERVICE_RULES } from './service/service-rules';
import { SET_COMES_RULES, SET_CREATED, SET_DELETE_RULES, SET_RENAMED } from './stateful-set/lifecycle';
import { OTHER_CHANGE } from './stateful-set/other-change';
import { ON_DELETE_RULE, REFUSAL_RULES } from './stateful-set/refusal';
import { STATEFUL_SET_UPDATE_RULES } from './stateful-set/update-rules';

/** All rules, as the reference groups them. */
export const RULE_GROUPS: readonly { readonly title: string; readonly rules: readonly RuleInfo[] }[] = [
  { title: 'StatefulSet: refused changes', rules: [...REFUSAL_RULES, ON_DELETE_RULE] },
  { title: 'StatefulSet: accepted changes', rules: [...STATEFUL_SET_UPDATE_RULES, OTHER_CHANGE] },
  {
    title: 'StatefulSet: created, deleted, renamed',
    rules: [
      SET_CREATED,
      ...SET_COMES_RULES.filter(({ code }) => !STATEFUL_SET_UPDATE_RULES.some((rule) => rule.code === code)),
      ...SET_DELETE_RULES,
      SET_RENAMED,
      NEVER_APPLIED,
      NOT_ANEW,
    ],
  },
  { title: 'Service', rules: [...SERVICE_RULES, GOVERNING_SERVICE_REMOVED, ...GOVERNED_RULES] },
  { title: 'PersistentVolumeClaim', rules: [...CLAIM_RULES, CLAIM_DELETED] },
  { title: 'ConfigMap and Secret', rules: CONFIGURATION_RULES },
  {
    title: 'Any object',
    rules: [
      ...REFUSED_RULES,
      ...SENT_RULES,
      CREATED,
      UPDATED,
      FIELD_CHANGED,
      WORKLOAD_RESTARTS,
      IMMUTABLE_FIELD,
      EXPANSION_CHANGED,
      DELETED,
      STILL_NEEDED,
      DELETED_WITH_CONTENT,
    ],
  },
];
