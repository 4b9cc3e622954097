import { REQUEST_LIMIT_BYTES, STORED_LIMIT_BYTES } from '../../../kubernetes/server/limits';
import type { Size } from '../../facts/size';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

const REMEDY = 'Split the object, or keep its content elsewhere: in an image, or in a volume.';

export const REQUEST_TOO_LARGE: Rule<Size> = {
  code: 'request-too-large',
  title: 'The object is too large for the API server or for etcd',
  impact: 'rejected',
  remedy: 'Split the object',
  versions: ALL_VERSIONS,
  source: 'run on API servers 1.30 and 1.37 with etcd 3.5 and 3.6, to the byte; apiserver pkg/server/config.go',
  *check({ request, stored }): Iterable<Found> {
    if (request !== undefined && request > REQUEST_LIMIT_BYTES) {
      yield {
        path: '',
        message: `The request has ${request} bytes or more, and the API server reads at most ${REQUEST_LIMIT_BYTES}: Request entity too large`,
        remedy: REMEDY,
      };
    } else if (stored > STORED_LIMIT_BYTES) {
      yield {
        path: '',
        message: `The object takes ${stored} bytes or more in etcd, which takes at most ${STORED_LIMIT_BYTES} at once unless it was started with another --max-request-bytes: etcdserver: request is too large`,
        remedy: REMEDY,
      };
    }
  },
};
