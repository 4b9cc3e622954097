import { guardFactories } from '../../shape/factories';
import { k8s } from 'cdk8s-plus-27';
import type { Report } from '../../messages/problem';
import { checkWholeNumber } from '../base/problem';
import { parseQuantity } from '../../kubernetes/quantity';

/** What an autoscaler looks at. It takes the number of pods that the most demanding of its metrics wants. */
export class AutoscalingMetric {
  /** CPU that the pods use on average, in percent of their requests. */
  public static cpuUtilization(percent: number): AutoscalingMetric {
    return AutoscalingMetric.utilization('cpu', percent);
  }

  /** Memory that the pods use on average, in percent of their requests. */
  public static memoryUtilization(percent: number): AutoscalingMetric {
    return AutoscalingMetric.utilization('memory', percent);
  }

  /** CPU that the pods use on average, as a quantity: `500m`. */
  public static cpuAverage(value: string): AutoscalingMetric {
    return AutoscalingMetric.average('cpu', value);
  }

  /** Memory that the pods use on average, as a quantity: `1Gi`. */
  public static memoryAverage(value: string): AutoscalingMetric {
    return AutoscalingMetric.average('memory', value);
  }

  /** A metric of the pods (from the API `custom.metrics.k8s.io`), the average of which is held at a quantity. */
  public static pods(name: string, averageValue: string): AutoscalingMetric {
    return new AutoscalingMetric(
      { type: 'Pods', pods: { metric: { name }, target: averageTarget(averageValue) } },
      { name, quantity: averageValue },
    );
  }

  /** A metric from outside the cluster (from the API `external.metrics.k8s.io`), divided by the number of pods. */
  public static external(
    name: string,
    averageValue: string,
    labels: { [key: string]: string } = {},
  ): AutoscalingMetric {
    const selector = Object.keys(labels).length === 0 ? undefined : { matchLabels: labels };
    return new AutoscalingMetric(
      { type: 'External', external: { metric: { name, selector }, target: averageTarget(averageValue) } },
      { name, quantity: averageValue },
    );
  }

  private static utilization(resource: string, percent: number): AutoscalingMetric {
    return new AutoscalingMetric(
      {
        type: 'Resource',
        resource: { name: resource, target: { type: 'Utilization', averageUtilization: percent } },
      },
      { percent, requested: resource },
    );
  }

  private static average(resource: string, value: string): AutoscalingMetric {
    return new AutoscalingMetric(
      { type: 'Resource', resource: { name: resource, target: averageTarget(value) } },
      { quantity: value },
    );
  }

  private constructor(
    private readonly spec: k8s.MetricSpecV2,
    private readonly given: { name?: string; percent?: number; quantity?: string; requested?: string },
  ) {}

  /** The resource whose requests the metric is measured against. @internal */
  public get _requestedResource(): string | undefined {
    return this.given.requested;
  }

  /** @internal */
  public _render(): k8s.MetricSpecV2 {
    return this.spec;
  }

  /** @internal */
  public _check(report: Report, prop: string): void {
    const { name, percent, quantity } = this.given;
    const code = 'autoscaling-metric-invalid';
    checkWholeNumber(report, { code, prop, value: percent, min: 1, remedy: 'Give a percentage of the requests' });
    const parsed = quantity === undefined ? undefined : parseQuantity(quantity);
    if (quantity !== undefined && (parsed === undefined || parsed.isNegative || parsed.isZero)) {
      const remedy = "Write it as Kubernetes does, such as '500m' or '1Gi'";
      report({ code, prop, value: quantity, message: 'must be a quantity above zero', remedy });
    }
    if (name === '') {
      report({ code, prop, value: name, message: 'must have a name', remedy: 'Give the name of the metric' });
    }
  }
}

guardFactories('AutoscalingMetric', AutoscalingMetric);

function averageTarget(value: string): k8s.MetricTargetV2 {
  return { type: 'AverageValue', averageValue: k8s.Quantity.fromString(value) };
}
