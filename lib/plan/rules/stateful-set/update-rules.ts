import type { Rule } from '../../rule';
import type { StatefulSetChange } from '../../facts/stateful-set-change';
import { BROKEN_TEMPLATE } from './broken-template';
import { IMAGE_MAJOR, OWNERSHIP_CHANGED } from './careful-restart';
import { DATA_DIRECTORY_CHANGED } from './data-directory';
import { MOUNT_MOVED, MOUNT_REMOVED } from './data-path';
import { LESS_TIME } from './less-time';
import { MORE_UNAVAILABLE, PENDING_REVISION_ROLLS, RETENTION_DELETES, RETENTION_RETAINS } from './policy';
import { SAME_VALUE_RESTART, TEMPLATE_CHANGED } from './restart';
import { ORDINALS_MOVED, REPLICAS_REMOVED, SCALE_DOWN_DELETES, SCALED_DOWN, SCALED_UP, STALE_CLAIM } from './scale';
import { VOLUME_SHADOWED } from './volume-shadowed';

/** What an accepted update of a StatefulSet does, the gravest first. */
export const STATEFUL_SET_UPDATE_RULES: readonly Rule<StatefulSetChange>[] = [
  SCALE_DOWN_DELETES,
  ORDINALS_MOVED,
  MOUNT_REMOVED,
  MOUNT_MOVED,
  DATA_DIRECTORY_CHANGED,
  BROKEN_TEMPLATE,
  IMAGE_MAJOR,
  OWNERSHIP_CHANGED,
  LESS_TIME,
  PENDING_REVISION_ROLLS,
  TEMPLATE_CHANGED,
  SAME_VALUE_RESTART,
  REPLICAS_REMOVED,
  SCALED_DOWN,
  SCALED_UP,
  STALE_CLAIM,
  RETENTION_DELETES,
  RETENTION_RETAINS,
  MORE_UNAVAILABLE,
  VOLUME_SHADOWED,
];
