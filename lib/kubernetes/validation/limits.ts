import { has } from '../gates';
import { asList, asObject, asObjects, asText, at, deepEqual, type PlainObject } from '../plain';
import { parseQuantity } from '../quantity';
import type { FieldErrors } from './field-error';
import { qualifiedName } from './names';

/** Pods, and what they ask for. */
const PODS = /^pods$/;
const PODS_AND_WHAT_THEY_ASK = /^(pods|((limits|requests)\.)?(cpu|memory))$/;
const CLAIMS = /^(persistentvolumeclaims|requests\.storage)$/;

/** What a quota with a scope can count. */
const SCOPES: ReadonlyMap<unknown, RegExp> = new Map([
  ['BestEffort', PODS],
  ['CrossNamespacePodAffinity', PODS_AND_WHAT_THEY_ASK],
  ['NotBestEffort', PODS_AND_WHAT_THEY_ASK],
  ['NotTerminating', PODS_AND_WHAT_THEY_ASK],
  ['PriorityClass', PODS_AND_WHAT_THEY_ASK],
  ['Terminating', PODS_AND_WHAT_THEY_ASK],
  ['VolumeAttributesClass', CLAIMS],
]);

/** Scopes that a quota selects by values. */
const WITH_VALUES: ReadonlySet<unknown> = new Set(['PriorityClass', 'VolumeAttributesClass']);
const OPPOSITES = [
  ['BestEffort', 'NotBestEffort'],
  ['Terminating', 'NotTerminating'],
];
const STANDARD =
  /^(cpu|memory|ephemeral-storage|pods|services|replicationcontrollers|resourcequotas|secrets|configmaps|persistentvolumeclaims|services\.(nodeports|loadbalancers)|storage|requests\.storage)$/;

/** What comes in whole numbers. */
const COUNTED =
  /^(pods|services|replicationcontrollers|resourcequotas|secrets|configmaps|persistentvolumeclaims|services\.(nodeports|loadbalancers))$/;

/** The spec of a ResourceQuota: its scopes stay. */
export function validateQuota(
  spec: PlainObject,
  old: PlainObject | undefined,
  minor: number,
  errors: FieldErrors,
): void {
  const hard = asObject(spec['hard']);
  for (const [name, value] of Object.entries(hard)) {
    const field = `spec.hard[${name}]`;
    if (!STANDARD.test(name) && !/[./]/.test(name)) {
      errors.invalid(field, name, 'must be a standard resource type or fully qualified');
    }
    const quantity = parseQuantity(value);
    if (quantity?.isNegative === true) errors.invalid(field, value, 'must be greater than or equal to 0');
    if (COUNTED.test(name) && quantity !== undefined && quantity.canonical.endsWith('m')) {
      errors.invalid(field, value, 'must be an integer');
    }
  }
  const scopes = asList(spec['scopes']);
  validateScopes(scopes, Object.keys(hard), { field: 'spec.scopes', unknown: 'spec.scopes', minor }, scopes, errors);
  validateScopeSelector(spec['scopeSelector'], Object.keys(hard), minor, errors);
  if (old !== undefined && !deepEqual(scopes, asList(old['scopes']))) {
    errors.immutable('spec.scopes', scopes);
  }
}

/** Where scopes stand, and which field names one that there is none of. */
interface ScopePlace {
  readonly field: string;
  readonly unknown: string;
  readonly minor: number;
}

function validateScopes(
  scopes: readonly unknown[],
  counted: readonly string[],
  { field, unknown, minor }: ScopePlace,
  value: unknown,
  errors: FieldErrors,
): void {
  for (const scope of scopes) {
    const countable = scope === 'VolumeAttributesClass' && !has(scope, minor) ? undefined : SCOPES.get(scope);
    if (countable === undefined) errors.invalid(unknown, unknown === field ? value : scope, 'unsupported scope');
    else if (!counted.every((name) => countable.test(name))) {
      errors.invalid(field, value, 'unsupported scope applied to resource');
    }
  }
  if (OPPOSITES.some((pair) => pair.every((scope) => scopes.includes(scope)))) {
    errors.invalid(field, value, 'conflicting scopes');
  }
}

function validateScopeSelector(
  selector: unknown,
  counted: readonly string[],
  minor: number,
  errors: FieldErrors,
): void {
  const field = 'spec.scopeSelector.matchExpressions';
  const expressions = asObjects(at(selector, 'matchExpressions'));
  const names = expressions.map(({ scopeName }) => scopeName);
  validateScopes(names, counted, { field, unknown: `${field}.scopeName`, minor }, expressions, errors);
  for (const { scopeName, operator, values } of expressions) {
    const given = asList(values);
    if (SCOPES.has(scopeName) && !WITH_VALUES.has(scopeName) && operator !== 'Exists') {
      errors.invalid(`${field}.operator`, operator, `must be 'Exists' for scope ${String(scopeName)}`);
    } else if (operator === 'In' || operator === 'NotIn') {
      if (given.length === 0)
        errors.required(
          `${field}.values`,
          "must be at least one value when `operator` is 'In' or 'NotIn' for scope selector",
        );
    } else if (operator === 'Exists' || operator === 'DoesNotExist') {
      if (given.length > 0)
        errors.invalid(
          `${field}.values`,
          given,
          "must be no value when `operator` is 'Exist' or 'DoesNotExist' for scope selector",
        );
    } else errors.invalid(`${field}.operator`, operator, 'not a valid selector operator');
  }
}

/** The spec of a LimitRange: for each resource the smallest, usual and largest amount must follow each other. */
export function validateLimitRange(spec: PlainObject, errors: FieldErrors): void {
  const types = new Set<unknown>();
  asObjects(spec['limits']).forEach((item, index) => {
    const field = `spec.limits[${index}]`;
    const { type } = item;
    validateType(type, `${field}.type`, errors);
    if (types.has(type)) errors.duplicate(`${field}.type`, type);
    types.add(type);
    if (type === 'Pod') {
      for (const name of ['default', 'defaultRequest']) {
        if (Object.keys(asObject(item[name])).length === 0) continue;
        errors.forbidden(`${field}.${name}`, "may not be specified when `type` is 'Pod'");
      }
    }
    const sizes = [item['min'], item['max']].map((each) => asObject(each)['storage']);
    if (type === 'PersistentVolumeClaim' && sizes.every((size) => size === undefined)) {
      const detail = 'either minimum or maximum storage value is required, but neither was provided';
      errors.required(`${field}.limits`, detail);
    }
    const lists = ['min', 'max', 'default', 'defaultRequest', 'maxLimitRequestRatio'];
    const names = new Set(lists.flatMap((list) => Object.keys(asObject(item[list]))));
    for (const name of names) validateAmounts(item, name, field, errors);
  });
}

function validateType(type: unknown, field: string, errors: FieldErrors): void {
  const text = asText(type) ?? '';
  errors.messages(field, text, qualifiedName(text));
  if (!['Container', 'PersistentVolumeClaim', 'Pod'].includes(text) && !text.includes('/') && text !== '') {
    errors.invalid(field, text, 'must be a standard limit type or fully qualified');
  }
}

/** Which amount may not be greater than which, at whose field, and the words for both. */
const ORDER = [
  ['min', 'max', 'min', 'min value', 'max value'],
  ['min', 'defaultRequest', 'defaultRequest', 'min value', 'default request value'],
  ['defaultRequest', 'max', 'defaultRequest', 'default request value', 'max value'],
  ['defaultRequest', 'default', 'defaultRequest', 'default request value', 'default limit value'],
  ['min', 'default', 'default', 'min value', 'default value'],
  ['default', 'max', 'default', 'default value', 'max value'],
] as const;

function validateAmounts(item: PlainObject, name: string, field: string, errors: FieldErrors): void {
  const amount = (list: string): ReturnType<typeof parseQuantity> => parseQuantity(asObject(item[list])[name]);
  for (const [smaller, larger, place, words, others] of ORDER) {
    const [less, more] = [amount(smaller), amount(larger)];
    if (less === undefined || more === undefined || less.compare(more) <= 0) continue;
    const detail = `${words} ${less.canonical} is greater than ${others} ${more.canonical}`;
    errors.invalid(`${field}.${place}[${name}]`, amount(place)?.canonical, detail);
  }
  const ratio = amount('maxLimitRequestRatio');
  if (ratio === undefined) return;
  const place = `${field}.maxLimitRequestRatio[${name}]`;
  const one = parseQuantity('1');
  if (one !== undefined && ratio.compare(one) < 0) {
    errors.invalid(place, ratio.canonical, `ratio ${ratio.canonical} is less than 1`);
  }
}
