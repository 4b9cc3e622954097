import { asObject, type PlainObject } from '../plain';
import type { FieldError } from '../validation/field-error';
import { templateErrors } from '../validation/stateful-set';
import { create } from './api-server';

/** Why nothing comes of a new object. */
export interface Refusal extends FieldError {
  /** The API server takes the object, and refuses what its controller makes of it. */
  readonly later: boolean;
}

/** Why the API server of a minor version refuses to create an object, or the pods and claims that come of it. Unknown kinds are not judged. */
export function refusalsOfCreation(manifest: PlainObject, minor: number): readonly Refusal[] {
  const answer = create(manifest, { minor, apply: 'client' });
  if (answer === undefined) return [];
  if (answer.errors.length > 0) return answer.errors.map((error) => ({ ...error, later: false }));
  if (manifest['kind'] !== 'StatefulSet') return [];
  return templateErrors(asObject(answer.stored['spec']), minor).list.map((error) => ({ ...error, later: true }));
}
