import { has } from '../gates';
import { asObject, asObjects, isPlainObject, type PlainObject } from '../plain';
import { type Defaults, fill } from './fill';

/** StatefulSets, Deployments and DaemonSets. */
export const WORKLOAD_DEFAULTS: Readonly<Record<string, Defaults>> = {
  StatefulSetSpec: (spec, minor) => {
    fill(spec, 'podManagementPolicy', 'OrderedReady');
    spec['updateStrategy'] = updateStrategy(asObject(spec['updateStrategy']), minor);
    const retention = asObject(spec['persistentVolumeClaimRetentionPolicy']);
    retention['whenDeleted'] ??= 'Retain';
    retention['whenScaled'] ??= 'Retain';
    spec['persistentVolumeClaimRetentionPolicy'] = retention;
    fill(spec, 'replicas', 1);
    fill(spec, 'revisionHistoryLimit', 10);
    for (const template of asObjects(spec['volumeClaimTemplates'])) {
      // Written by some tools and ignored by the API server.
      delete template['apiVersion'];
      delete template['kind'];
      template['status'] = { phase: 'Pending', ...asObject(template['status']) };
    }
  },
  DeploymentSpec: (spec) => {
    fill(spec, 'replicas', 1);
    const strategy = asObject(spec['strategy']);
    fill(strategy, 'type', 'RollingUpdate');
    if (strategy['type'] === 'RollingUpdate') {
      strategy['rollingUpdate'] = { maxUnavailable: '25%', maxSurge: '25%', ...asObject(strategy['rollingUpdate']) };
    }
    spec['strategy'] = strategy;
    fill(spec, 'revisionHistoryLimit', 10);
    fill(spec, 'progressDeadlineSeconds', 600);
  },
  DaemonSetSpec: (spec) => {
    const strategy = asObject(spec['updateStrategy']);
    fill(strategy, 'type', 'RollingUpdate');
    if (strategy['type'] === 'RollingUpdate') {
      strategy['rollingUpdate'] = { maxUnavailable: 1, maxSurge: 0, ...asObject(strategy['rollingUpdate']) };
    }
    spec['updateStrategy'] = strategy;
    fill(spec, 'revisionHistoryLimit', 10);
  },
};

/** `type: RollingUpdate` written without `rollingUpdate` stays so: only a strategy without a type gets the whole default. */
function updateStrategy(strategy: PlainObject, minor: number): PlainObject {
  if (strategy['type'] === undefined) {
    strategy['type'] = 'RollingUpdate';
    fill(strategy, 'rollingUpdate', {});
  }
  const rolling = strategy['rollingUpdate'];
  if (strategy['type'] === 'RollingUpdate' && isPlainObject(rolling)) {
    fill(rolling, 'partition', 0);
    if (has('MaxUnavailableStatefulSet', minor)) fill(rolling, 'maxUnavailable', 1);
  }
  return strategy;
}
