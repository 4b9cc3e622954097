import { GIVEN_UID } from '../kubernetes/defaults/other';
import { copy, isPlainObject } from '../kubernetes/plain';
import { ALLOCATED_PORT } from '../kubernetes/server/service-strategy';
import { ALLOCATED } from '../kubernetes/validation/service-addresses';

/** What stands for a number or address that the API server picks. */
export const GIVEN = 'given by the server';

/** A value as it is reported: what the API server picks has no number yet. */
export function reported(value: unknown): unknown {
  if (value === ALLOCATED_PORT || value === ALLOCATED || value === GIVEN_UID) return GIVEN;
  if (Array.isArray(value)) return value.map(reported);
  if (!isPlainObject(value)) return value;
  const result = copy(value);
  for (const key of Object.keys(result)) result[key] = reported(result[key]);
  return result;
}
