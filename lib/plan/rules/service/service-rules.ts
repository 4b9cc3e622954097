import type { UpdateAnswer } from '../../../kubernetes/server/api-server';
import { formatPath } from '../../../kubernetes/fields/differences';
import type { Manifest } from '../../../kubernetes/manifest';
import { asObjects, at } from '../../../kubernetes/plain';
import { formatFieldError } from '../../../kubernetes/validation/field-error';
import type { Context } from '../../facts/context';
import { nameOf, namespaceOf } from '../../facts/identity';
import { word } from '../../remedies/steps';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { listing, show } from '../../show';

/** The update of a Service, accepted or refused. */
export interface ServiceChange {
  readonly context: Context;
  readonly before: Manifest;
  readonly after: Manifest;
  readonly answer: UpdateAnswer;
  /** Names of the StatefulSets that it governs. */
  readonly governs: readonly string[];
}

const SOURCE = 'pkg/apis/core/validation/validation.go, ValidateServiceUpdate; pkg/registry/core/service';

/** From headless to a cluster IP, back, or to another IP. */
export const CLUSTER_IP_CHANGED: Rule<ServiceChange> = {
  code: 'cluster-ip-immutable',
  title: 'The cluster IP of a Service cannot change, and neither can headless',
  impact: 'rejected',
  remedy: 'Declare a second Service under another name',
  versions: ALL_VERSIONS,
  source: SOURCE,
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
      remedy: `Leave clusterIP as it was, and declare a second Service under another name for the other kind of address.${
        governs.length > 0
          ? ` ${listing(governs)} ${governs.length > 1 ? 'need' : 'needs'} this one: a StatefulSet cannot change its serviceName.`
          : ` Or, if a moment without the Service does no harm, commit the change, wait until it is refused, then kubectl delete service ${word(nameOf(after))} -n ${word(namespaceOf(after))}, and let the pipeline apply it again.`
      }`,
    };
  },
};

/** `clusterIP: None` taken away: accepted, and ignored. */
export const CLUSTER_IP_KEPT: Rule<ServiceChange> = {
  code: 'cluster-ip-kept',
  title: 'Leaving clusterIP out changes nothing',
  impact: 'none',
  remedy: 'Write clusterIP: None again, so that the manifest says what is there',
  versions: ALL_VERSIONS,
  source: 'pkg/registry/core/service/storage, patchAllocatedValues; measured',
  *check({ answer, before, after }): Iterable<Found> {
    const [from, to] = [at(before, 'spec', 'clusterIP'), at(after, 'spec', 'clusterIP')];
    if (answer.errors.length > 0 || from === undefined || (to !== undefined && to !== '' && to !== null)) return;
    if (at(answer.stored, 'spec', 'clusterIP') !== from) return;
    yield {
      path: 'spec.clusterIP',
      before: from,
      ...(to === undefined ? {} : { after: to }),
      message: `Accepted and ignored: the Service keeps clusterIP ${show(from)}${from === 'None' ? ' and stays headless' : ''}, while a new cluster would give it another address`,
      remedy: `Write clusterIP: ${String(from)} again. For a Service with an address of its own, declare a second one.`,
    };
  },
};

/** Two ports with one number: client-side apply keeps one. */
export const DUPLICATE_PORT: Rule<ServiceChange> = {
  code: 'duplicate-port-merged',
  title: 'Client-side apply loses one of two ports with the same number',
  impact: 'update',
  remedy: 'Apply this object with server-side apply',
  versions: ALL_VERSIONS,
  source: 'merge key port of Service.spec.ports; kubernetes#105610',
  *check({ answer, after, context }): Iterable<Found> {
    if (answer.errors.length > 0 || context.apply !== 'client') return;
    const wanted = asObjects(at(after, 'spec', 'ports'));
    const stored = asObjects(at(answer.stored, 'spec', 'ports'));
    if (stored.length >= wanted.length) return;
    const numbers = wanted.map((port) => port['port']);
    const twice = [...new Set(numbers.filter((port, index) => numbers.indexOf(port) !== index))];
    yield {
      path: 'spec.ports',
      before: stored.length,
      after: wanted.length,
      message: `Port ${twice.join(', ')} is declared more than once, and client-side apply merges those by number: ${stored.length} of ${wanted.length} ports remain, and no error is shown`,
      remedy:
        'Give each port its own number, or apply the Service with server-side apply (kubectl apply --server-side; Argo CD: the annotation argocd.argoproj.io/sync-options: ServerSideApply=true on it).',
    };
  },
};

/** What peers look up in DNS changes. */
export const PEER_NAMES_CHANGED: Rule<ServiceChange> = {
  code: 'governing-service-changed',
  title: 'What the pods of a StatefulSet find by DNS changes',
  impact: 'update',
  remedy: 'Check how the peers find each other',
  versions: ALL_VERSIONS,
  source: 'DNS records of headless Services: SRV by port name, A per pod',
  *check({ answer, governs }): Iterable<Found> {
    if (answer.errors.length > 0 || governs.length === 0) return;
    for (const each of answer.differences) {
      const path = formatPath(each.path);
      if (!/^spec\.(selector|ports|publishNotReadyAddresses|type$)/.test(path)) continue;
      yield {
        path,
        before: each.before,
        after: each.after,
        message: `${show(each.before)} → ${show(each.after)}, at once, for ${listing(governs)}: ${
          path.startsWith('spec.selector')
            ? 'pods that the new selector does not match lose their DNS names, and peers that cannot find each other may split or start a new cluster'
            : path.startsWith('spec.ports')
              ? 'SRV records go by the name of the port: peers that look for the old one find nobody'
              : path === 'spec.type'
                ? 'only a headless Service gives pods DNS names'
                : 'pods that are not ready are found or not found by their peers'
        }`,
        remedy: 'Nothing, if the app does not look its peers up this way; else keep the old value.',
      };
    }
  },
};

export const SERVICE_RULES: readonly Rule<ServiceChange>[] = [
  CLUSTER_IP_CHANGED,
  CLUSTER_IP_KEPT,
  DUPLICATE_PORT,
  PEER_NAMES_CHANGED,
];
