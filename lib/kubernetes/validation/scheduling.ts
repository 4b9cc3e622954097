import { has } from '../gates';
import { asList, asObject, asObjects, type PlainObject, textOf } from '../plain';
import type { FieldErrors } from './field-error';
import { validateSelector } from './metadata';
import { dns1123Label, dns1123Subdomain, labelValue, qualifiedName } from './names';

const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

export function validateAffinity(affinity: PlainObject, path: string, minor: number, errors: FieldErrors): void {
  const node = asObject(affinity['nodeAffinity']);
  const required = node['requiredDuringSchedulingIgnoredDuringExecution'];
  const requiredPath = `${path}.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution`;
  if (required !== undefined) {
    const terms = asObjects(asObject(required)['nodeSelectorTerms']);
    if (terms.length === 0) {
      errors.required(`${requiredPath}.nodeSelectorTerms`, 'must have at least one node selector term');
    }
    terms.forEach((term, index) =>
      validateNodeTerm(term, `${requiredPath}.nodeSelectorTerms[${index}]`, minor, errors),
    );
  }
  asObjects(node['preferredDuringSchedulingIgnoredDuringExecution']).forEach((each, index) => {
    const field = `${path}.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[${index}]`;
    validateWeight(each['weight'], field, errors);
    validateNodeTerm(asObject(each['preference']), `${field}.preference`, minor, errors);
  });
  for (const kind of ['podAffinity', 'podAntiAffinity']) {
    const rules = asObject(affinity[kind]);
    asObjects(rules['requiredDuringSchedulingIgnoredDuringExecution']).forEach((term, index) => {
      validatePodTerm(term, `${path}.${kind}.requiredDuringSchedulingIgnoredDuringExecution[${index}]`, errors);
    });
    asObjects(rules['preferredDuringSchedulingIgnoredDuringExecution']).forEach((each, index) => {
      const field = `${path}.${kind}.preferredDuringSchedulingIgnoredDuringExecution[${index}]`;
      validateWeight(each['weight'], field, errors);
      validatePodTerm(asObject(each['podAffinityTerm']), `${field}.podAffinityTerm`, errors);
    });
  }
}

function validateWeight(weight: unknown, field: string, errors: FieldErrors): void {
  if (typeof weight !== 'number' || weight < 1 || weight > 100) {
    errors.invalid(`${field}.weight`, weight ?? 0, 'must be in the range 1-100');
  }
}

function validatePodTerm(term: PlainObject, field: string, errors: FieldErrors): void {
  for (const selector of ['labelSelector', 'namespaceSelector']) {
    if (term[selector] !== undefined) validateSelector(term[selector], `${field}.${selector}`, errors);
  }
  for (const name of asList(term['namespaces'])) {
    if (typeof name === 'string') errors.messages(`${field}.namespace`, name, dns1123Label(name));
  }
  validateLabelKeys(term, field, errors);
  const key = typeof term['topologyKey'] === 'string' ? term['topologyKey'] : '';
  if (key === '') errors.required(`${field}.topologyKey`, 'can not be empty');
  errors.messages(`${field}.topologyKey`, key, qualifiedName(key));
}

/** Labels whose values the pod has too: only beside a selector, and each named once. */
function validateLabelKeys(owner: PlainObject, field: string, errors: FieldErrors): void {
  const selector = asObject(owner['labelSelector']);
  const lists = {
    matchLabelKeys: asList(owner['matchLabelKeys']),
    mismatchLabelKeys: asList(owner['mismatchLabelKeys']),
  };
  for (const [list, keys] of Object.entries(lists)) {
    if (keys.length > 0 && owner['labelSelector'] === undefined) {
      errors.forbidden(`${field}.${list}`, 'must not be specified when labelSelector is not set');
    } else {
      keys.forEach((key, index) => {
        if (typeof key === 'string') errors.messages(`${field}.${list}[${index}]`, key, qualifiedName(key));
      });
    }
  }
  const seen = new Set(Object.keys(asObject(selector['matchLabels'])));
  for (const expression of asObjects(selector['matchExpressions'])) {
    const key = textOf(expression['key']);
    const index = lists.matchLabelKeys.lastIndexOf(key);
    if (index >= 0 && seen.has(key)) {
      errors.invalid(`${field}[${index}]`, key, 'exists in both matchLabelKeys and labelSelector');
    }
    seen.add(key);
  }
  lists.matchLabelKeys.forEach((key, index) => {
    if (lists.mismatchLabelKeys.includes(key)) {
      errors.invalid(`${field}.matchLabelKeys[${index}]`, key, 'exists in both matchLabelKeys and mismatchLabelKeys');
    }
  });
}

function validateNodeTerm(term: PlainObject, field: string, minor: number, errors: FieldErrors): void {
  asObjects(term['matchExpressions']).forEach((expression, index) => {
    const path = `${field}.matchExpressions[${index}]`;
    const values = asList(expression['values']);
    const { operator } = expression;
    if (operator === 'In' || operator === 'NotIn') {
      if (values.length === 0)
        errors.required(`${path}.values`, "must be specified when `operator` is 'In' or 'NotIn'");
    } else if (operator === 'Exists' || operator === 'DoesNotExist') {
      if (values.length > 0) {
        errors.forbidden(`${path}.values`, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
      }
    } else if (operator === 'Gt' || operator === 'Lt') {
      if (values.length !== 1) {
        errors.required(`${path}.values`, "must be specified single value when `operator` is 'Lt' or 'Gt'");
      }
    } else errors.invalid(`${path}.operator`, operator ?? '', 'not a valid selector operator');
    const key = typeof expression['key'] === 'string' ? expression['key'] : '';
    errors.messages(`${path}.key`, key, qualifiedName(key));
    if (!has('NodeAffinityValuesJudged', minor)) return;
    values.forEach((value, at) => {
      if (typeof value === 'string') errors.messages(`${path}.values[${at}]`, value, labelValue(value));
    });
  });
  asObjects(term['matchFields']).forEach((expression, index) => {
    const path = `${field}.matchFields[${index}]`;
    const values = asList(expression['values']);
    if (expression['operator'] !== 'In' && expression['operator'] !== 'NotIn') {
      errors.invalid(`${path}.operator`, expression['operator'] ?? '', 'not a valid selector operator');
    } else if (values.length !== 1) {
      const detail = "must be only one value when `operator` is 'In' or 'NotIn' for node field selector";
      errors.required(`${path}.values`, detail);
    }
    if (expression['key'] !== 'metadata.name') {
      errors.invalid(`${path}.key`, expression['key'] ?? '', 'not a valid field selector key');
    } else {
      values.forEach((value, at) => {
        if (typeof value === 'string') errors.messages(`${path}.values[${at}]`, value, dns1123Subdomain(value));
      });
    }
  });
}

export function validateTolerations(tolerations: readonly PlainObject[], path: string, errors: FieldErrors): void {
  tolerations.forEach((toleration, index) => {
    const field = `${path}[${index}]`;
    const { key, operator, effect } = toleration;
    const value = typeof toleration['value'] === 'string' ? toleration['value'] : '';
    if (typeof key === 'string' && key !== '') errors.messages(`${field}.key`, key, qualifiedName(key));
    if (key === undefined && operator !== 'Exists') {
      const detail = 'operator must be Exists when `key` is empty, which means "match all values and all keys"';
      errors.invalid(`${field}.operator`, operator ?? '', detail);
    }
    if (toleration['tolerationSeconds'] !== undefined && effect !== 'NoExecute') {
      errors.invalid(`${field}.effect`, effect ?? '', "effect must be 'NoExecute' when `tolerationSeconds` is set");
    }
    if (operator === undefined || operator === 'Equal') errors.messages(`${field}.operator`, value, labelValue(value));
    else if (operator === 'Exists') {
      if (value !== '') errors.invalid(`${field}.operator`, value, "value must be empty when `operator` is 'Exists'");
    } else errors.oneOf(`${field}.operator`, operator, ['Equal', 'Exists']);
    errors.oneOf(`${field}.effect`, effect, EFFECTS, false);
  });
}

export function validateTopologySpread(constraints: readonly PlainObject[], path: string, errors: FieldErrors): void {
  const seen = new Set<string>();
  constraints.forEach((constraint, index) => {
    const field = `${path}[${index}]`;
    const { maxSkew, topologyKey, whenUnsatisfiable, minDomains } = constraint;
    if (typeof maxSkew !== 'number' || maxSkew <= 0) {
      errors.invalid(`${field}.maxSkew`, maxSkew ?? 0, 'must be greater than zero');
    }
    if (topologyKey === undefined) errors.required(`${field}.topologyKey`, 'can not be empty');
    const action = whenUnsatisfiable === undefined ? '' : whenUnsatisfiable;
    if (action !== 'DoNotSchedule' && action !== 'ScheduleAnyway') {
      errors.list.push({
        field: `${field}.whenUnsatisfiable`,
        type: 'Unsupported value',
        value: action,
        detail: 'supported values: "DoNotSchedule", "ScheduleAnyway"',
      });
    }
    const pair = `{${textOf(topologyKey)}, ${textOf(whenUnsatisfiable)}}`;
    if (seen.has(pair)) errors.duplicate(`${field}.{topologyKey, whenUnsatisfiable}`, pair);
    seen.add(pair);
    if (typeof minDomains === 'number') {
      if (minDomains <= 0) errors.invalid(`${field}.minDomains`, minDomains, 'must be greater than zero');
      if (action !== 'DoNotSchedule') {
        const detail = `can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ${textOf(action)}`;
        errors.invalid(`${field}.minDomains`, minDomains, detail);
      }
    }
    for (const policy of ['nodeAffinityPolicy', 'nodeTaintsPolicy']) {
      errors.oneOf(`${field}.${policy}`, constraint[policy], ['Honor', 'Ignore'], false);
    }
    if (constraint['labelSelector'] !== undefined) {
      validateSelector(constraint['labelSelector'], `${field}.labelSelector`, errors);
    }
    validateLabelKeys(constraint, field, errors);
  });
}
