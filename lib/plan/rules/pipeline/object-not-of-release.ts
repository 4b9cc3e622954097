import type { ForeignObject } from '../../facts/foreign-objects';
import { adoptByRelease } from '../../remedies/adopt-by-release';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

export const OBJECT_NOT_OF_RELEASE: Rule<ForeignObject> = {
  code: 'object-not-of-release',
  title: 'An object exists that is new to the release, and Helm refuses to take it over',
  impact: 'rejected',
  remedy: 'Give the object another name, or give the existing one the label and the annotations of the release',
  versions: `${ALL_VERSIONS}; Helm 3 and 4`,
  source: 'helm pkg/action/validate.go; run with Helm 3.22 and 4.3',
  *check(foreign): Iterable<Found> {
    const { other, owner } = foreign;
    const whose =
      other !== undefined
        ? `belongs to the Helm release ${other.namespace}/${other.name}`
        : `does not have the label and the annotations of a Helm release${owner === undefined ? '' : ` (${owner} applied it)`}`;
    yield {
      path: 'metadata.annotations',
      message: `The object exists, and ${whose}. Helm refuses the whole upgrade before it writes anything: invalid ownership metadata`,
      remedy: adoptByRelease(foreign),
    };
  },
};
