import type { Manifest } from '../manifest';
import { asList, asObject, at } from '../plain';
import { convertTo } from './convert';

/** An update from one version of an API to another, with both sides in one version. */
export interface AcrossVersions {
  readonly before: Manifest;
  /** What the update comes to, with what it leaves of the old version. */
  readonly after: Manifest;
  /** A field of the other version that is no longer declared and stays. */
  readonly stays?: string;
}

const V2 = 'autoscaling/v2';

/**
 * Apply looks for fields that left a manifest by their names. A field that has another name in the new version is not found, and stays:
 * the metrics of an autoscaler, run with client-side and server-side apply on 1.30 and 1.37.
 */
export function acrossVersions(before: Manifest, after: Manifest): AcrossVersions {
  const versions = [before.apiVersion, after.apiVersion].sort().join();
  if (after.kind !== 'HorizontalPodAutoscaler' || versions !== `autoscaling/v1,${V2}`) {
    return { before: convertTo(before, after.apiVersion), after };
  }
  const [old, now] = [convertTo(before, V2), convertTo(after, V2)];
  const [had, wants] = [metricsOf(old), metricsOf(now)];
  if (after.apiVersion === V2 && wants.length > 0) return { before: old, after: now };
  // The target of autoscaling/v1 is the metric of the CPU, and replaces only that.
  const kept = had.filter((metric) => wants.length === 0 || !isCpu(metric));
  if (kept.length === 0) return { before: old, after: now };
  const spec = { ...asObject(now['spec']), metrics: [...kept, ...wants] };
  return { before: old, after: { ...now, spec }, stays: 'spec.metrics' };
}

function metricsOf(autoscaler: Manifest): readonly unknown[] {
  return asList(at(autoscaler, 'spec', 'metrics'));
}

function isCpu(metric: unknown): boolean {
  return at(metric, 'resource', 'name') === 'cpu' && at(metric, 'resource', 'target', 'type') === 'Utilization';
}
