import { dnsLabelFault, dnsSubdomainFault, serviceNameFault, STATEFUL_SET_NAME_MAX } from '../kubernetes/names';
import { checkAdoption } from './adoption';
import { checkClaims } from './claim';
import { checkCompanions } from './companions';
import { allContainers, checkContainers } from './additional-container';
import { checkConfigFiles, CONFIG_VOLUME } from './config-files';
import { checkContainer, type ResolvedContainer } from './container';
import { checkKubernetesVersion } from './kubernetes-target';
import { checkAnnotations, checkLabels, checkSelectorLabels, checkNoTrackingLabel } from './labels';
import { checkPodProps } from './pod-props';
import { duplicates, nameProblem, type Problem, wholeNumberProblem } from './problem';
import type { ResolvedApp } from './resolved-app';
import { checkPodSecurity } from './security';

/** Everything that is wrong with an app, in the order of its props. */
export function* checkApp(app: ResolvedApp): Iterable<Problem> {
  const { props, claims, containers } = app;
  const all = allContainers(containers);
  yield* checkKubernetesVersion(app.kubernetesVersion);
  yield* checkIdentity(app);
  for (const container of all) yield* checkContainer(container, container.name !== app.identity.name);
  yield* checkContainers(containers);
  yield* checkPodSecurity(app.security);
  const mounted = new Set(all.flatMap(({ mounts, devices }) => [...mounts, ...devices].map(({ name }) => name)));
  yield* checkClaims(claims, props.adoption?.unmountedClaims ? undefined : mounted);
  if (!props.adoption?.trackingLabelOnClaims) {
    for (const claim of claims) yield* checkNoTrackingLabel(claim.labels, `claims[${claim.name}].labels`);
  }
  yield* checkAdoption(app);
  yield* checkVolumes(app);
  for (const container of all) yield* checkMountSources(container, app);
  yield* checkConfigFiles(app.configData);
  yield* checkPodProps(props);
  yield* checkSelectorLabels(app.selectorLabels, 'selectorLabels', props.adoption?.trackingLabelOnClaims);
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

function* checkVolumes({ props, configData, claims, containers }: ResolvedApp): Iterable<Problem> {
  const volumes = props.volumes ?? [];
  for (const [index, volume] of volumes.entries()) yield* volume._check(`volumes[${index}].name`);
  const writable = new Set(allContainers(containers).flatMap(({ writableVolumes }) => writableVolumes));
  const added = [...(Object.keys(configData).length === 0 ? [] : [CONFIG_VOLUME]), ...writable];
  // A claim takes the place of a volume of its name in every pod: here of one that the author did not write.
  for (const { name } of claims.filter((claim) => added.includes(claim.name))) {
    yield {
      code: 'volume-name-duplicate',
      prop: `claims[${name}].name`,
      value: name,
      message: 'must not be the name of a volume that is made for writablePaths or configFiles',
      remedy: 'Rename the claim',
    };
  }
  for (const name of duplicates([...volumes.map((volume) => volume.name), ...added])) {
    yield {
      code: 'volume-name-duplicate',
      prop: 'volumes',
      value: name,
      message: 'must have each name once',
      remedy: 'Rename one of the volumes',
    };
  }
}

/** What is legal and yet surely not meant. */
export function* adviseApp({ props, claims }: ResolvedApp): Iterable<Problem> {
  for (const { name } of props.volumes ?? []) {
    if (claims.some((claim) => claim.name === name)) {
      yield {
        code: 'volume-shadowed',
        prop: `volumes[${name}]`,
        value: name,
        message: 'has the name of a claim, which takes its place in every pod',
        remedy: 'Rename the volume, or remove it',
      };
    }
  }
}

function* checkMountSources({ props: container, prefix }: ResolvedContainer, app: ResolvedApp): Iterable<Problem> {
  const known = [...app.claims, ...(app.props.volumes ?? [])].map((source) => source.name);
  for (const key of ['mounts', 'devices'] as const) {
    for (const [index, mount] of (container[key] ?? []).entries()) {
      if (!known.includes(mount.name)) {
        yield {
          code: 'mount-source-unknown',
          prop: `${prefix}${key}[${index}].name`,
          value: mount.name,
          message: `must name a claim or volume of the app (${known.join(', ') || 'it has none'})`,
          remedy: 'Correct the name or add the claim or volume',
        };
      }
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
