/** What of its node a pod shares. Everything but `hostUsers: false` weakens the wall between the two: level PRIVILEGED only. */
export interface NodeAccessProps {
  /** The node's network: its addresses, its ports, its loopback. Only one pod of the app fits on a node. @default false */
  readonly hostNetwork?: boolean;
  /** The node's processes: the pod sees them all. @default false */
  readonly hostPid?: boolean;
  /** The node's shared memory and semaphores. @default false */
  readonly hostIpc?: boolean;
  /** `false`: users of the pod, root too, are nobody on the node. Kubernetes 1.33 and later. @default true */
  readonly hostUsers?: boolean;
}
