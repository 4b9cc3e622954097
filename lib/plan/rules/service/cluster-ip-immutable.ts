import type { Manifest } from '../../../kubernetes/manifest';
import { type Command, inNamespace, kubectl, name } from '../../../pipelines/command';
import { say } from '../../remedy';
import { at } from '../../../kubernetes/plain';
import { formatFieldError } from '../../../kubernetes/validation/field-error';
import { nameOf, namespaceOf } from '../../facts/identity';
import type { ServiceChange } from '../../facts/service-change';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { are, listing } from '../../show';

/** From headless to a cluster IP, back, or to another IP. */
export const CLUSTER_IP_IMMUTABLE: Rule<ServiceChange> = {
  code: 'cluster-ip-immutable',
  title: 'The cluster IP of a Service cannot change, and neither can headless',
  impact: 'rejected',
  remedy: 'Declare a second Service under another name',
  versions: ALL_VERSIONS,
  source: 'pkg/apis/core/validation/validation.go, ValidateServiceUpdate; pkg/registry/core/service',
  *check({ answer, before, after, governs }): Iterable<Found> {
    const errors = answer.errors.filter((each) => /^spec\.(clusterIPs?|ipFamilies)/.test(each.field));
    const [error] = errors;
    if (error === undefined) return;
    const [from, to] = [at(before, 'spec', 'clusterIP'), at(after, 'spec', 'clusterIP')];
    yield {
      path: error.field.startsWith('spec.ipFamilies') ? 'spec.ipFamilies' : 'spec.clusterIP',
      before: from,
      after: to,
      message: `The API server refuses it: ${errors.map((each) => formatFieldError({ ...each, value: undefined })).join('; ')}`,
      remedy: [say(KEEP, ...(governs.length > 0 ? [needed(governs)] : recreate(after)))],
    };
  },
};

const KEEP =
  'Leave clusterIP as it was, and declare a second Service under another name for the other kind of address. ';

function needed(governs: readonly string[]): string {
  return `${listing(governs)} ${are(governs, 'need', 'needs')} this one: a StatefulSet cannot change its serviceName.`;
}

function recreate(service: Manifest): readonly (string | Command)[] {
  return [
    'Or, if a moment without the Service does no harm, commit the change, wait until it is refused, then ',
    kubectl('delete', 'service', name(nameOf(service)), ...inNamespace(namespaceOf(service))),
    ', and let the pipeline apply it again.',
  ];
}
