import { asList, asObject, at, type PlainObject } from '../plain';
import type { FieldErrors } from './field-error';
import { labelValue, qualifiedName } from './names';

/** All annotations of an object together, keys and values: source apimachinery `TotalAnnotationSizeLimitB`. */
export const ANNOTATIONS_LIMIT_BYTES = 256 * 1024;

/** `metadata` of an object about to be created, its name judged by `nameProblems`. */
export function validateMetadata(
  metadata: PlainObject,
  field: string,
  nameProblems: (name: string) => string[],
  errors: FieldErrors,
): void {
  const name = metadata['name'];
  if (typeof name !== 'string' || name === '') {
    if (metadata['generateName'] === undefined) errors.required(`${field}.name`, 'name or generateName is required');
  } else errors.messages(`${field}.name`, name, nameProblems(name));
  validateMetadataUpdate(metadata, field, errors);
}

/** What of `metadata` an update can spoil. */
export function validateMetadataUpdate(metadata: PlainObject, field: string, errors: FieldErrors): void {
  validateLabels(metadata['labels'], `${field}.labels`, errors);
  validateAnnotations(metadata['annotations'], `${field}.annotations`, errors);
  validateFinalizers(metadata['finalizers'], `${field}.finalizers`, errors);
}

const STANDARD_FINALIZERS: ReadonlySet<unknown> = new Set(['foregroundDeletion', 'kubernetes', 'orphan']);

function validateFinalizers(finalizers: unknown, field: string, errors: FieldErrors): void {
  asList(finalizers).forEach((name, index) => {
    if (typeof name !== 'string') return;
    const problems = qualifiedName(name);
    errors.messages(field, name, problems);
    if (problems.length > 0 || name.includes('/') || STANDARD_FINALIZERS.has(name)) return;
    const detail = 'name is neither a standard finalizer name nor is it fully qualified';
    errors.invalid(`${field}[${index}]`, name, detail);
  });
}

export function validateLabels(labels: unknown, field: string, errors: FieldErrors): void {
  for (const [key, value] of Object.entries(asObject(labels))) {
    errors.messages(field, key, qualifiedName(key));
    if (typeof value === 'string') errors.messages(field, value, labelValue(value));
  }
}

const UTF_8 = new TextEncoder();

/** How much of the limit annotations take, in bytes of UTF-8. */
export function annotationBytes(annotations: PlainObject): number {
  let bytes = 0;
  for (const [key, value] of Object.entries(annotations)) {
    for (const text of [key, value]) if (typeof text === 'string') bytes += UTF_8.encode(text).length;
  }
  return bytes;
}

export function validateAnnotations(annotations: unknown, field: string, errors: FieldErrors): void {
  for (const key of Object.keys(asObject(annotations))) errors.messages(field, key, qualifiedName(key.toLowerCase()));
  if (annotationBytes(asObject(annotations)) > ANNOTATIONS_LIMIT_BYTES) {
    errors.list.push({ field, type: 'Too long', detail: `may not be more than ${ANNOTATIONS_LIMIT_BYTES} bytes` });
  }
}

/** A label selector: operators, keys and values. */
export function validateSelector(selector: unknown, field: string, errors: FieldErrors): void {
  validateLabels(at(selector, 'matchLabels'), `${field}.matchLabels`, errors);
  asList(at(selector, 'matchExpressions')).forEach((item, index) => {
    const expression = asObject(item);
    const path = `${field}.matchExpressions[${index}]`;
    const values = asList(expression['values']);
    switch (expression['operator']) {
      case 'In':
      case 'NotIn':
        if (values.length === 0)
          errors.required(`${path}.values`, "must be specified when `operator` is 'In' or 'NotIn'");
        break;
      case 'Exists':
      case 'DoesNotExist':
        if (values.length > 0) {
          errors.forbidden(`${path}.values`, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
        }
        break;
      default:
        errors.invalid(`${path}.operator`, expression['operator'], 'not a valid selector operator');
    }
    const key = typeof expression['key'] === 'string' ? expression['key'] : '';
    errors.messages(`${path}.key`, key, qualifiedName(key));
    values.forEach((value, at) => {
      if (typeof value === 'string') errors.messages(`${path}.values[${at}]`, value, labelValue(value));
    });
  });
}

/** Whether a valid label selector selects these labels. An empty one selects everything. */
export function selects(selector: unknown, labels: PlainObject): boolean {
  for (const [key, value] of Object.entries(asObject(at(selector, 'matchLabels')))) {
    if (!Object.hasOwn(labels, key) || labels[key] !== value) return false;
  }
  return asList(at(selector, 'matchExpressions')).every((item) => {
    const { key, operator, values } = asObject(item);
    const has = typeof key === 'string' && Object.hasOwn(labels, key);
    const among = has && asList(values).includes(labels[key]);
    return operator === 'In' ? among : operator === 'NotIn' ? !among : operator === 'Exists' ? has : !has;
  });
}
