import type { ServerFields } from '../../facts/server-fields';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

const WHY = new Map([
  ['uid', 'The API server accepts only the uid that the existing object has'],
  ['resourceVersion', 'The API server accepts only the version that the existing object has at that moment'],
  ['deletionTimestamp', 'Nobody may set this field'],
  ['deletionGracePeriodSeconds', 'Nobody may set this field'],
  ['managedFields', 'Server-side apply does not accept managedFields'],
]);

export const SERVER_FIELD_REFUSED: Rule<ServerFields> = {
  code: 'server-field-refused',
  title: 'A manifest sets a field that belongs to the API server',
  impact: 'rejected',
  remedy: 'Delete the field from the manifest',
  versions: ALL_VERSIONS,
  source: 'the API server; measured on 1.30 and 1.37',
  *check({ refused }): Iterable<Found> {
    for (const { field, before, after } of refused) {
      yield {
        path: `metadata.${field}`,
        ...(before === undefined ? {} : { before }),
        after,
        message: `${WHY.get(field) ?? 'This field belongs to the API server'}, so it rejects this manifest`,
        remedy: 'Delete the field from the manifest. It was probably copied from a live object.',
      };
    }
  },
};
