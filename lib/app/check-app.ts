import { dnsLabelFault, dnsSubdomainFault, serviceNameFault, STATEFUL_SET_NAME_MAX } from '../kubernetes/names';
import { checkClaims } from './claim';
import { checkCompanions } from './companions';
import { checkContainer } from './container';
import { checkAnnotations, checkLabels, checkSelectorLabels } from './labels';
import { nameProblem, type Problem, wholeNumberProblem } from './problem';
import type { ResolvedApp } from './resolved-app';
import { checkPodSecurity } from './security';

/** Everything that is wrong with an app, in the order of its props. */
export function* checkApp(app: ResolvedApp): Iterable<Problem> {
  const { props, claims, container } = app;
  yield* checkIdentity(app);
  yield* checkContainer(container);
  yield* checkPodSecurity(app.security);
  const mounted = new Set([...container.mounts, ...container.devices].map(({ name }) => name));
  yield* checkClaims(claims, mounted);
  yield* checkMountSources(app);
  yield* checkSelectorLabels(app.selectorLabels, 'selectorLabels');
  yield* checkLabels(props.labels, 'labels');
  yield* checkLabels(props.podLabels, 'podLabels');
  yield* checkPodLabels(app);
  yield* checkAnnotations(props.annotations, 'annotations');
  yield* checkAnnotations(props.podAnnotations, 'podAnnotations');
  yield* props.updateStrategy?._check('updateStrategy') ?? [];
  const seconds = 'Give whole seconds';
  yield* wholeNumberProblem('seconds-invalid', 'minReadySeconds', props.minReadySeconds, { min: 0 }, seconds);
  yield* wholeNumberProblem(
    'seconds-invalid',
    'terminationGracePeriodSeconds',
    props.terminationGracePeriodSeconds,
    { min: 0 },
    seconds,
  );
  yield* wholeNumberProblem(
    'revision-history-invalid',
    'revisionHistoryLimit',
    props.revisionHistoryLimit,
    { min: 0 },
    'Give how many to keep',
  );
  yield* checkCompanions(app);
}

function* checkIdentity({ identity, props }: ResolvedApp): Iterable<Problem> {
  const { name, serviceName, namespace, clusterDomain } = identity;
  const nameFault = dnsLabelFault(name, STATEFUL_SET_NAME_MAX);
  yield* nameProblem('name-invalid', 'name', name, nameFault, 'Choose a shorter or simpler name');
  if (props.serviceName !== undefined || nameFault === undefined) {
    yield* nameProblem(
      'service-name-invalid',
      'serviceName',
      serviceName,
      serviceNameFault(serviceName),
      'Give the Service a name of its own',
    );
  }
  if (props.containerName !== undefined) {
    const fault = dnsLabelFault(props.containerName);
    yield* nameProblem('container-name-invalid', 'containerName', props.containerName, fault, 'Choose a simpler name');
  }
  yield* nameProblem('namespace-invalid', 'namespace', namespace, dnsLabelFault(namespace), 'Correct the name');
  yield* nameProblem(
    'cluster-domain-invalid',
    'clusterDomain',
    clusterDomain,
    dnsSubdomainFault(clusterDomain),
    'Correct the domain',
  );
  yield* wholeNumberProblem(
    'replicas-invalid',
    'replicas',
    props.replicas,
    { min: 0 },
    'Give how many pods there shall be',
  );
  yield* wholeNumberProblem(
    'ordinal-invalid',
    'firstOrdinal',
    props.firstOrdinal,
    { min: 0 },
    'Give the ordinal of the first pod',
  );
}

function* checkMountSources({ container, claims, props }: ResolvedApp): Iterable<Problem> {
  const known = claims.map((claim) => claim.name);
  for (const [index, mount] of (props.mounts ?? []).entries()) {
    if (!known.includes(mount.name)) {
      yield {
        code: 'mount-source-unknown',
        prop: `${container.prefix}mounts[${index}].name`,
        value: mount.name,
        message: `must name a claim of the app (${known.join(', ') || 'it has none'})`,
        remedy: 'Correct the name or add the claim',
      };
    }
  }
}

function* checkPodLabels({ props, selectorLabels }: ResolvedApp): Iterable<Problem> {
  for (const [key, value] of Object.entries(props.podLabels ?? {})) {
    const selected = selectorLabels[key];
    if (selected !== undefined && selected !== value) {
      yield {
        code: 'pod-label-against-selector',
        prop: `podLabels[${key}]`,
        value,
        message: `must be '${selected}', as the selector says`,
        remedy: 'Leave it out, or change selectorLabels before the first deployment',
      };
    }
  }
}
