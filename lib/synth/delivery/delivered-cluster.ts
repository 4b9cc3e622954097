/** A cluster, and the folders that are brought to it. */
export interface DeliveredCluster {
  readonly name: string;
  readonly folders: readonly DeliveredFolder[];
  /** Whether these are folders of charts. */
  readonly perChart: boolean;
}

export interface DeliveredFolder {
  /** The chart's folder; none for the folder of the cluster. */
  readonly chart?: string;
  /** The charts that must be there before. */
  readonly after: readonly string[];
}
