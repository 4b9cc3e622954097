import { knowValues } from '../shape/known-names';
/** From where in the cluster a volume can be reached, once it is made. */
export enum VolumeTopology {
  /** Only from the node that it was made on. */
  NODE = 'node',
  /** Only from nodes of its zone (a cloud's location or availability domain, too). */
  ZONE = 'zone',
  /** From every node of its region. */
  REGION = 'region',
  /** From every node. */
  ANYWHERE = 'anywhere',
}

knowValues('VolumeTopology', VolumeTopology);
