import type { ApiObjectProps } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { ClaimRetention, type ClaimRetentionPolicy } from '../claim/claim-retention';
import { type Companion, companionMetadata } from '../base/companion';
import type { ContainerProps, ResolvedContainer } from '../container/container';
import type { Report } from '../../messages/problem';
import { checkWholeNumber } from '../base/problem';
import type { App } from '../base/app';
import { ContainerRestartPolicy } from '../container/restart';
import { AutoscalingMetric } from './autoscaling-metric';

/**
 * How an autoscaler (HorizontalPodAutoscaler) chooses the number of pods. The StatefulSet then carries no `replicas`, so that nobody
 * sets them back. A pod that is scaled away keeps its claims, and its data waits in them until the pod comes back.
 */
export interface AutoscalingProps {
  /** The fewest pods, 1 or more. `peers` and `ordinals` are those that are always there. @default 1 */
  readonly minReplicas?: number;

  /** The most pods. */
  readonly maxReplicas: number;

  /** What decides. @default [AutoscalingMetric.cpuUtilization(80)] */
  readonly metrics?: AutoscalingMetric[];

  /** How fast pods are added. @default - Kubernetes': at once, up to double or 4 pods each 15 seconds */
  readonly scaleUp?: ScalingRules;

  /** How fast pods are taken away. @default - Kubernetes': by what was wanted at most in the last 5 minutes, as far as that goes */
  readonly scaleDown?: ScalingRules;
}

/** The pace of an autoscaler in one direction. */
export interface ScalingRules {
  /**
   * Seconds over which wishes are looked at; the most careful one wins. At most 3600.
   *
   * @default - 0 up, 300 down
   */
  readonly stabilizationWindowSeconds?: number;

  /** How many pods at most within `periodSeconds`; with 0 and no percentage, none ever. @default - no limit */
  readonly pods?: number;

  /** How many percent of the pods at most within `periodSeconds`. Beside `pods`, the larger of both counts. @default - no limit */
  readonly percent?: number;

  /** Seconds for which `pods` and `percent` are meant, at most 1800. @default 60 */
  readonly periodSeconds?: number;
}

/** What an app says of the number of its pods. */
export interface ReplicaProps {
  readonly replicas?: number;
  readonly autoscaling?: AutoscalingProps;
  readonly claimRetention?: ClaimRetentionPolicy;
}

const DEFAULT_METRICS = [AutoscalingMetric.cpuUtilization(80)];

export function checkAutoscaling(report: Report, props: ReplicaProps, { containers }: App): void {
  const { autoscaling } = props;
  if (autoscaling === undefined) {
    return;
  }
  const code = 'autoscaling-invalid';
  const { minReplicas = 1, maxReplicas, metrics = DEFAULT_METRICS } = autoscaling;
  checkWholeNumber(report, {
    code,
    prop: 'autoscaling.minReplicas',
    value: minReplicas,
    min: 1,
    remedy: 'Give the fewest pods',
  });
  checkWholeNumber(report, {
    code,
    prop: 'autoscaling.maxReplicas',
    value: maxReplicas,
    min: 1,
    remedy: 'Give the most pods',
  });
  if (minReplicas > maxReplicas) {
    report({
      code,
      prop: 'autoscaling.minReplicas',
      value: minReplicas,
      message: `must be at most maxReplicas (${maxReplicas})`,
      remedy: 'Raise maxReplicas or lower minReplicas',
    });
  }
  if (props.replicas !== undefined) {
    report({
      code: 'replicas-with-autoscaling',
      prop: 'replicas',
      value: props.replicas,
      message: 'must not be given beside autoscaling: each apply would undo what the autoscaler chose',
      remedy: 'Leave it out, or leave autoscaling out',
    });
  }
  if (metrics.length === 0) {
    const remedy = 'Leave it out for CPU at 80 percent';
    report({ code, prop: 'autoscaling.metrics', message: 'must have at least one metric', remedy });
  }
  for (const [index, metric] of metrics.entries()) {
    metric._check(report, `autoscaling.metrics[${index}]`);
    const resource = metric._requestedResource;
    // A percentage is of what all containers that keep running request together, and one without a request voids it.
    const running = [containers.main, ...containers.beside, ...containers.init.filter(keepsRunning)];
    for (const { name, prefix } of running.filter(({ props: own }) => lacksRequest(own, resource))) {
      report({
        code: 'autoscaling-without-request',
        prop: `autoscaling.metrics[${index}]`,
        message: `is a percentage of a ${resource} request, and container '${name}' has none: the autoscaler would do nothing`,
        remedy: `Give ${prefix}resources.requests.${resource}`,
      });
    }
  }
  for (const direction of ['scaleUp', 'scaleDown'] as const) {
    checkRules(report, autoscaling[direction], `autoscaling.${direction}`);
  }
}

function keepsRunning({ props }: ResolvedContainer): boolean {
  return props.restart?.policy === ContainerRestartPolicy.ALWAYS;
}

function lacksRequest({ resources }: ContainerProps, resource: string | undefined): boolean {
  return resource !== undefined && (resources?.requests?.[resource] ?? resources?.limits?.[resource]) === undefined;
}

const RULE_BOUNDS = {
  stabilizationWindowSeconds: { min: 0, max: 3600, remedy: 'Give whole seconds' },
  periodSeconds: { min: 1, max: 1800, remedy: 'Give whole seconds' },
  pods: { min: 0 },
  percent: { min: 1 },
};

function checkRules(report: Report, rules: ScalingRules | undefined, prop: string): void {
  const code = 'autoscaling-invalid';
  for (const key of ['stabilizationWindowSeconds', 'periodSeconds', 'pods', 'percent'] as const) {
    checkWholeNumber(report, { code, prop: `${prop}.${key}`, value: rules?.[key], ...RULE_BOUNDS[key] });
  }
  if (rules?.periodSeconds !== undefined && rules.pods === undefined && rules.percent === undefined) {
    report({
      code,
      prop: `${prop}.periodSeconds`,
      value: rules.periodSeconds,
      message: 'needs pods or percent beside it',
      remedy: 'Give one of them, or leave it out',
    });
  }
}

/** What is legal, and loses data. */
export function adviseAutoscaling(report: Report, props: ReplicaProps): void {
  if (props.autoscaling !== undefined && props.claimRetention?.whenScaled === ClaimRetention.DELETE_DATA) {
    report({
      code: 'autoscaler-deletes-data',
      prop: 'claimRetention.whenScaled',
      value: props.claimRetention.whenScaled,
      message: 'lets the autoscaler delete the data of each pod that it removes, without a commit',
    });
  }
}

export function autoscaler(autoscaling: AutoscalingProps | undefined, app: App): Companion | undefined {
  if (autoscaling === undefined) {
    return undefined;
  }
  const { name } = app.identity;
  const { minReplicas = 1, maxReplicas, metrics = DEFAULT_METRICS, scaleUp, scaleDown } = autoscaling;
  const manifest = k8s.KubeHorizontalPodAutoscalerV2.manifest({
    metadata: companionMetadata(app, name),
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'StatefulSet', name },
      minReplicas,
      maxReplicas,
      metrics: metrics.map((metric) => metric._render()),
      behavior: renderBehavior(scaleUp, scaleDown),
    },
  }) as ApiObjectProps;
  return { id: 'Autoscaler', kind: 'HorizontalPodAutoscaler', name, manifest };
}

function renderBehavior(up?: ScalingRules, down?: ScalingRules): k8s.HorizontalPodAutoscalerBehaviorV2 | undefined {
  const behavior = { scaleUp: renderRules(up), scaleDown: renderRules(down) };
  return behavior.scaleUp || behavior.scaleDown ? behavior : undefined;
}

function renderRules(rules: ScalingRules | undefined): k8s.HpaScalingRulesV2 | undefined {
  if (rules === undefined) {
    return undefined;
  }
  const { stabilizationWindowSeconds, pods, percent, periodSeconds = 60 } = rules;
  if (pods === 0 && percent === undefined) {
    return { stabilizationWindowSeconds, selectPolicy: 'Disabled' };
  }
  const policies = [
    ...(pods ? [{ type: 'Pods', value: pods, periodSeconds }] : []),
    ...(percent ? [{ type: 'Percent', value: percent, periodSeconds }] : []),
  ];
  return stabilizationWindowSeconds === undefined && policies.length === 0
    ? undefined
    : { stabilizationWindowSeconds, policies: policies.length === 0 ? undefined : policies };
}
