import type { Manifest } from '../../kubernetes/manifest';
import { asObjects, at, isPlainObject, type PlainObject } from '../../kubernetes/plain';
import { type MapCode, mapOf } from '../code/code';
import { ownMetadata } from './candidate';

/** A monitor of the Prometheus operator. The relabelling that reads each pod once is the app's own. */
export function withMonitor(
  props: MapCode,
  monitor: Manifest & PlainObject,
  prop: 'serviceMonitor' | 'podMonitor',
  list: 'endpoints' | 'podMetricsEndpoints',
): MapCode | undefined {
  const endpoints = asObjects(at(monitor, 'spec', list)).map(endpointOf);
  const { labels } = ownMetadata(props, monitor);
  const [only] = endpoints;
  if (only === undefined) return undefined;
  return props.with(prop, mapOf(endpoints.length === 1 ? { labels, ...only } : { labels, endpoints }));
}

function endpointOf({
  port,
  interval,
  scrapeTimeout,
  tlsConfig,
  authorization,
  relabelings,
  ...rest
}: PlainObject): PlainObject {
  const { path, scheme, honorLabels, params, basicAuth, metricRelabelings } = rest;
  const own = asObjects(relabelings).filter(
    ({ sourceLabels }) => !(Array.isArray(sourceLabels) && sourceLabels[0] === '__meta_kubernetes_service_name'),
  );
  return {
    ...{
      portName: port,
      path,
      scheme,
      intervalSeconds: secondsOf(interval),
      scrapeTimeoutSeconds: secondsOf(scrapeTimeout),
    },
    ...{ honorLabels, params, basicAuth, bearerToken: at(authorization, 'credentials') },
    tls: isPlainObject(tlsConfig)
      ? {
          ca: at(tlsConfig, 'ca', 'secret'),
          cert: at(tlsConfig, 'cert', 'secret'),
          key: tlsConfig['keySecret'],
          serverName: tlsConfig['serverName'],
          insecureSkipVerify: tlsConfig['insecureSkipVerify'],
        }
      : undefined,
    relabelings: own.length === 0 ? undefined : own,
    metricRelabelings,
  };
}

function secondsOf(duration: unknown): number | undefined {
  const seconds = /^(\d+)s$/.exec(String(duration))?.[1];
  return seconds === undefined ? undefined : Number(seconds);
}
