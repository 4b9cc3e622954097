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
  title: 'The cluster IP of a Service cannot change, and a Service cannot become or stop being headless',
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

const KEEP = 'Revert clusterIP, and declare a second Service with another name for the new kind of address. ';

function needed(governs: readonly string[]): string {
  return `${listing(governs)} ${are(governs, 'need', 'needs')} the existing Service: a StatefulSet cannot change its serviceName.`;
}

function recreate(service: Manifest): readonly (string | Command)[] {
  return [
    'Or, if the Service may be missing for a moment, commit the change, wait until the API server has refused it, then ',
    kubectl('delete', 'service', name(nameOf(service)), ...inNamespace(namespaceOf(service))),
    ', and let the pipeline apply it again.',
  ];
}
