/** What is the same for every part of a unit. */
export interface BuildOptions {
  /** The version of the cluster: `1.37`. */
  readonly kubernetes: string;
  /** What else the cluster serves, for charts that ask: `monitoring.coreos.com/v1/ServiceMonitor`. */
  readonly apiVersions?: readonly string[];
  /** How long one tool may take, in milliseconds. Default: 60 seconds. */
  readonly mostMs?: number;
}
