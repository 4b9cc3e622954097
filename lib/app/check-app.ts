import { dnsLabelFault, dnsSubdomainFault, serviceNameFault, STATEFUL_SET_NAME_MAX } from '../kubernetes/names';
import { checkAdoption } from './adoption';
import { checkClaims } from './claim/claim';
import { checkCompanions } from './companions';
import { checkContainers } from './container/additional-container';
import { adviseEnvReferences } from './container/env-references';
import { adviseBytes } from './container/likely-quantity';
import { adviseResources } from './container/resources';
import { checkConfigFolders } from './container/config-folder';
import { checkConfigFiles, CONFIG_VOLUME } from './container/config-files';
import { checkContainer, type ResolvedContainer } from './container/container';
import { checkKubernetesVersion } from './emit/kubernetes-target';
import {
  checkAgainstSelector,
  checkAnnotations,
  checkLabels,
  checkSelectorLabels,
  checkNoTrackingLabel,
} from './base/labels';
import { checkStandardLabels } from './base/standard-labels';
import { checkPodProps } from './pod/pod-props';
import type { Report } from '../messages/problem';
import { checkName, checkUnique, checkWholeNumber } from './base/problem';
import type { ResolvedApp } from './resolved-app';
import { checkPodSecurity } from './pod/security';

/** Everything that is wrong with an app, in the order of its props. */
export function checkApp(report: Report, app: ResolvedApp): void {
  const { props, claims, containers } = app;
  const { all } = containers;
  checkKubernetesVersion(report, app.kubernetesVersion);
  checkIdentity(report, app);
  const grace = props.terminationGracePeriodSeconds;
  for (const container of all) checkContainer(report, container, container.name !== app.identity.name, grace);
  checkContainers(report, containers);
  checkPodSecurity(report, app.security);
  const mounted = new Set(all.flatMap(({ mounts, devices }) => [...mounts, ...devices].map(({ name }) => name)));
  checkClaims(report, claims, props.adoption?.unmountedClaims ? undefined : mounted);
  if (!props.adoption?.trackingLabelOnClaims) {
    for (const claim of claims) checkNoTrackingLabel(report, claim.labels, `claims[${claim.name}].labels`);
  }
  checkAdoption(report, props.adoption ?? {}, app.podLabels);
  checkVolumes(report, app);
  for (const container of all) checkMountSources(report, container, app);
  checkConfigFiles(report, app.configData, 'configFiles');
  for (const { name, files } of props.configFolders ?? [])
    checkConfigFiles(report, files, `configFolders[${name}].files`);
  checkConfigFolders(
    report,
    props.configFolders,
    all.flatMap(({ mounts }) => mounts),
  );
  checkPodProps(report, props);
  checkSelectorLabels(report, app.selectorLabels, 'selectorLabels', props.adoption?.trackingLabelOnClaims);
  checkStandardLabels(report, props.standardLabels, app.selectorLabels);
  checkLabels(report, props.labels, 'labels');
  checkLabels(report, props.podLabels, 'podLabels');
  checkPodLabels(report, app);
  checkAnnotations(report, props.annotations, 'annotations');
  checkAnnotations(report, props.podAnnotations, 'podAnnotations');
  props.updateStrategy?._check(report, 'updateStrategy');
  checkWholeNumber(report, { code: 'seconds-invalid', prop: 'minReadySeconds', value: props.minReadySeconds, min: 0 });
  checkWholeNumber(report, {
    code: 'seconds-invalid',
    prop: 'terminationGracePeriodSeconds',
    value: props.terminationGracePeriodSeconds,
    min: 0,
  });
  checkWholeNumber(report, {
    code: 'revision-history-invalid',
    prop: 'revisionHistoryLimit',
    value: props.revisionHistoryLimit,
    min: 0,
    remedy: 'Give how many to keep',
  });
  checkExternalObjects(report, props.externalObjects ?? {});
  checkCompanions(report, app);
}

function checkExternalObjects(report: Report, objects: { readonly [name: string]: string }): void {
  for (const [name, source] of Object.entries(objects)) {
    if (typeof source === 'string' && source.trim() !== '') continue;
    report({
      code: 'external-object-without-source',
      prop: `externalObjects[${name}]`,
      value: source,
      message: 'must be text that says who creates the object',
    });
  }
}

function checkIdentity(report: Report, { identity, props }: ResolvedApp): void {
  const { name, serviceName, namespace, clusterDomain } = identity;
  const nameFault = dnsLabelFault(name, STATEFUL_SET_NAME_MAX);
  checkName(report, { code: 'name-invalid', prop: 'name', value: name, fault: nameFault });
  if (props.serviceName !== undefined || nameFault === undefined) {
    checkName(report, {
      code: 'service-name-invalid',
      prop: 'serviceName',
      value: serviceName,
      fault: serviceNameFault(serviceName),
    });
  }
  if (props.containerName !== undefined) {
    const fault = dnsLabelFault(props.containerName);
    checkName(report, { code: 'container-name-invalid', prop: 'containerName', value: props.containerName, fault });
  }
  checkName(report, {
    code: 'namespace-invalid',
    prop: 'namespace',
    value: namespace,
    fault: dnsLabelFault(namespace),
  });
  checkName(report, {
    code: 'cluster-domain-invalid',
    prop: 'clusterDomain',
    value: clusterDomain,
    fault: dnsSubdomainFault(clusterDomain),
  });
  checkWholeNumber(report, {
    code: 'replicas-invalid',
    prop: 'replicas',
    value: props.replicas,
    min: 0,
    remedy: 'Give the number of pods',
  });
  checkWholeNumber(report, { code: 'ordinal-invalid', prop: 'firstOrdinal', value: props.firstOrdinal, min: 0 });
}

function checkVolumes(report: Report, { props, configData, claims, containers }: ResolvedApp): void {
  const volumes = props.volumes ?? [];
  const folders = props.configFolders ?? [];
  for (const [index, volume] of volumes.entries()) volume._check(report, `volumes[${index}].name`);
  const writable = new Set(containers.all.flatMap(({ writableVolumes }) => writableVolumes));
  const added = [...(Object.keys(configData).length === 0 ? [] : [CONFIG_VOLUME]), ...writable];
  // A claim takes the place of a volume of its name in every pod: here of one that the author did not write.
  const made = [...added, ...folders.map(({ name }) => name)];
  for (const { name } of claims.filter((claim) => made.includes(claim.name))) {
    report({
      code: 'volume-name-duplicate',
      prop: `claims[${name}].name`,
      value: name,
      message: 'must not be the name of a volume that the app creates for writablePaths, configFiles or configFolders',
      remedy: 'Rename the claim',
    });
  }
  const names = [...[...volumes, ...folders].map(({ name }) => name), ...added];
  checkUnique(report, { code: 'volume-name-duplicate', prop: 'volumes', names, what: 'volumes' });
}

/** What is legal and yet surely not meant. */
export function adviseApp(report: Report, { props, claims, containers }: ResolvedApp): void {
  for (const container of containers.all) {
    adviseResources(report, container.props.resources, `${container.prefix}resources`);
    adviseEnvReferences(report, container);
  }
  adviseResources(report, props.podResources, 'podResources');
  for (const { name, size } of claims) adviseBytes(report, { prop: `claims[${name}].size`, value: size });
  for (const { name } of props.volumes ?? []) {
    if (claims.some((claim) => claim.name === name)) {
      report({
        code: 'volume-shadowed',
        prop: `volumes[${name}]`,
        message: 'a claim has the same name, and replaces the volume in every pod',
      });
    }
  }
}

function checkMountSources(report: Report, { props: container, prefix }: ResolvedContainer, app: ResolvedApp): void {
  const known = [...app.claims, ...(app.props.volumes ?? []), ...(app.props.configFolders ?? [])].map(
    (source) => source.name,
  );
  for (const key of ['mounts', 'devices'] as const) {
    for (const [index, mount] of (container[key] ?? []).entries()) {
      if (!known.includes(mount.name)) {
        report({
          code: 'mount-source-unknown',
          prop: `${prefix}${key}[${index}].name`,
          value: mount.name,
          message: `the app has no claim or volume of this name (it has ${known.join(', ') || 'none'})`,
          remedy: 'Correct the name or add the claim or volume',
        });
      }
    }
  }
}

function checkPodLabels(report: Report, { props, selectorLabels }: ResolvedApp): void {
  for (const [key, value] of Object.entries(props.podLabels ?? {})) {
    checkAgainstSelector(report, { prop: `podLabels[${key}]`, key, value }, selectorLabels);
  }
}
