import type { ScaledDown, ScaledTwice } from '../facts/autoscaler';
import type { ClaimChange, ClaimRemoval } from '../facts/claim-change';
import type { ConfigurationChange } from '../facts/configuration';
import type { AskedDeletion } from '../facts/asked-deletion';
import type { BeingDeleted } from '../facts/being-deleted';
import type { ClaimsLetGo } from '../facts/claims-let-go';
import type { BudgetOverlap } from '../facts/budget-overlaps';
import type { DefaultPriorityTaken } from '../facts/default-priorities';
import type { NodePortTaken } from '../facts/node-ports';
import type { BudgetChange } from '../facts/disruption-budget';
import type { NewOwners } from '../facts/new-owners';
import type { Governed, ServiceRemoval } from '../facts/governed';
import type { MergedList } from '../facts/merged-lists';
import type { Lifecycle } from '../facts/lifecycle';
import type { NamespaceTwins } from '../facts/namespace-twins';
import type { Refusal } from '../facts/refusal';
import type { Refused } from '../facts/refused';
import type { Sent } from '../facts/sent';
import type { PodDataChange } from '../facts/pod-data-change';
import type { PolicyChange } from '../facts/network-policies';
import type { KeysRemoved, UnmetNeed } from '../facts/unmet-needs';
import type { RefusedByTool } from '../facts/refused-by-tool';
import type { RestOfTheApply } from '../facts/rest-of-the-apply';
import type { ForeignObject } from '../facts/foreign-objects';
import type { OutOfBounds } from '../facts/autoscaler-bounds';
import type { KeptAccount } from '../facts/kept-account';
import type { QuotaExceeded } from '../facts/quotas';
import type { RouteBackend } from '../facts/route-backends';
import type { UnservedObject } from '../facts/api';
import type { AssumedNamespace } from '../facts/assumed-namespaces';
import type { DefinedVersion } from '../facts/defined-version';
import type { Forced } from '../facts/forced';
import type { HookData } from '../facts/hook-data';
import type { HookChange } from '../facts/hook-change';
import type { LeftAlone } from '../facts/set-aside';
import type { ServerFields } from '../facts/server-fields';
import type { ServiceChange } from '../facts/service-change';
import type { SharedClaim } from '../facts/shared-claims';
import type { ServiceEndpoints } from '../facts/service-endpoints';
import type { Size } from '../facts/size';
import type { StatefulSetChange } from '../facts/stateful-set-change';
import type { SetCreated, SetDeleted, SetRenamed } from '../facts/stateful-set-lifecycle';
import type { TypedUpdate } from '../facts/typed-update';
import type { UnitFact } from '../facts/unit-fact';
import type { UndeclaredNeeds } from '../facts/undeclared-needs';
import type { Upgraded } from '../facts/upgraded';
import type { Rule, RuleInfo } from '../rule';
import { AUTOSCALER_BESIDE_REPLICAS } from './availability/autoscaler-beside-replicas';
import { AUTOSCALER_DELETES_CLAIMS } from './availability/autoscaler-deletes-claims';
import { QUOTA_EXCEEDED } from './availability/quota-exceeded';
import { AUTOSCALER_MOVES_REPLICAS } from './availability/autoscaler-moves-replicas';
import { BUDGET_BLOCKS_DRAIN } from './availability/budget-blocks-drain';
import { BUDGETS_OVERLAP } from './availability/budgets-overlap';
import { CLAIM_FOR_ONE_NODE } from './availability/claim-for-one-node';
import type { Doubt } from '../types';
import { CLAIM_BELOW_LIVE } from './claim/claim-below-live';
import { CLAIM_DELETED } from './claim/claim-deleted';
import { CLAIM_GROWS } from './claim/claim-grows';
import { CLAIM_IMMUTABLE } from './claim/claim-immutable';
import { CLAIM_SHRINKS } from './claim/claim-shrinks';
import { RESTART_LETS_CLAIM_GO } from './claim/restart-lets-claim-go';
import { CONFIGURATION_NOT_PICKED_UP } from './configuration/configuration-not-picked-up';
import { CONFIGURATION_RESTARTS } from './configuration/configuration-restarts';
import { CONFIGURATION_UPDATES_IN_PLACE } from './configuration/configuration-updates-in-place';
import { KEY_REMOVED_BUT_NEEDED } from './configuration/key-removed-but-needed';
import { NETWORK_POLICY_CLOSES } from './network/network-policy-closes';
import { NETWORK_POLICY_OPENS } from './network/network-policy-opens';
import { CLUSTER_NOT_NAMED } from './input/cluster-not-named';
import { FILE_LEFT_OUT } from './input/file-left-out';
import { FILE_NOT_LISTED } from './input/file-not-listed';
import { FILE_NOT_READ } from './input/file-not-read';
import { FILE_STEERS_PIPELINE } from './input/file-steers-pipeline';
import { LIVE_FIELDS_UNKNOWN } from './input/live-fields-unknown';
import { LIVE_NOT_ALLOWED } from './input/live-not-allowed';
import { RELEASE_NOT_READ } from './input/release-not-read';
import { MANIFEST_IN_SUB_FOLDER } from './input/manifest-in-sub-folder';
import { NAMESPACE_LEFT_OUT } from './input/namespace-left-out';
import { NUMBER_NOT_COMPARED } from './input/number-not-compared';
import { SERVER_FIELD_REFUSED } from './input/server-field-refused';
import { CLASS_EXPANSION_CHANGED } from './object/class-expansion-changed';
import { CREATED } from './object/created';
import { DEFAULT_PRIORITY_TAKEN } from './object/default-priority-taken';
import { VOLUME_CHANGES_CLAIM } from './object/volume-changes-claim';
import { DEFAULT_DIFFERS } from './object/default-differs';
import { DELETED } from './object/deleted';
import { DELETED_BUT_NEEDED } from './object/deleted-but-needed';
import { DELETED_WITH_CONTENT } from './object/deleted-with-content';
import { FIELD_BEGINS_TO_COUNT } from './object/field-begins-to-count';
import { BEING_DELETED } from './object/being-deleted';
import { FIELD_CONFLICT } from './object/field-conflict';
import { FIELD_CHANGED } from './object/field-changed';
import { FIELD_DROPPED } from './object/field-dropped';
import { IMMUTABLE_FIELD } from './object/immutable-field';
import { INVALID_OBJECT } from './object/invalid-object';
import { OWNER_NOT_KNOWN } from './object/owner-not-known';
import { PATCH_IMPOSSIBLE } from './object/patch-impossible';
import { UNKNOWN_FIELD } from './object/unknown-field';
import { UPDATED } from './object/updated';
import { WORKLOAD_RESTARTS } from './object/workload-restarts';
import { WRONG_TYPE } from './object/wrong-type';
import { IMAGE_KEEPS_DATA_ELSEWHERE } from './pod/image-keeps-data-elsewhere';
import { USER_NOT_ALLOWED } from './pod/user-not-allowed';
import { DATA_AT_VOLUME_ROOT } from './pod/data-at-volume-root';
import { SERVICE_ACCOUNT_KEPT } from './pod/service-account-kept';
import { DUPLICATE_MERGED } from './pod/duplicate-merged';
import { REFERENCE_NOT_DECLARED } from './pod/reference-not-declared';
import { REFERENCE_UNRESOLVED } from './pod/reference-unresolved';
import { ROUTE_BACKEND_MISSING } from './route/route-backend-missing';
import { API_NOT_SERVED } from './pipeline/api-not-served';
import { DELETION_WAITS_FOR_CONFIRMATION } from './pipeline/deletion-waits-for-confirmation';
import { HOOK_ALREADY_EXISTS } from './pipeline/hook-already-exists';
import { HOOK_BECOMES_OBJECT } from './pipeline/hook-becomes-object';
import { HOOK_DELETES_DATA } from './pipeline/hook-deletes-data';
import { HOOK_LEFT_BEHIND } from './pipeline/hook-left-behind';
import { HOOK_MADE_ANEW } from './pipeline/hook-made-anew';
import { HOOK_NOT_RUN } from './pipeline/hook-not-run';
import { HOOK_UNKNOWN } from './pipeline/hook-unknown';
import { LAST_APPLIED_TOO_LONG } from './pipeline/last-applied-too-long';
import { LEFT_BY_PIPELINE } from './pipeline/left-by-pipeline';
import { LEFT_BY_VERSION_CHANGE } from './pipeline/left-by-version-change';
import { NAMESPACE_ASSUMED } from './pipeline/namespace-assumed';
import { OBJECT_NOT_OF_RELEASE } from './pipeline/object-not-of-release';
import { OBJECT_BECOMES_HOOK } from './pipeline/object-becomes-hook';
import { RECREATED_BY_FORCE } from './pipeline/recreated-by-force';
import { RELEASE_HAS_REMOVED_API } from './pipeline/release-has-removed-api';
import { STRING_DATA_KEY_STAYS } from './pipeline/string-data-key-stays';
import { REQUEST_TOO_LARGE } from './pipeline/request-too-large';
import { REFUSED_BY_PIPELINE } from './pipeline/refused-by-pipeline';
import { RELEASE_TOO_LARGE } from './pipeline/release-too-large';
import { REST_OF_THE_APPLY } from './pipeline/rest-of-the-apply';
import { VERSION_NOT_DEFINED } from './pipeline/version-not-defined';
import { CLUSTER_IP_IMMUTABLE } from './service/cluster-ip-immutable';
import { CLUSTER_IP_KEPT } from './service/cluster-ip-kept';
import { DUPLICATE_PORT_MERGED } from './service/duplicate-port-merged';
import { GOVERNING_SERVICE_CHANGED } from './service/governing-service-changed';
import { GOVERNING_SERVICE_MISMATCH } from './service/governing-service-mismatch';
import { GOVERNING_SERVICE_MISSING } from './service/governing-service-missing';
import { GOVERNING_SERVICE_REMOVED } from './service/governing-service-removed';
import { LOAD_BALANCER_RELEASED } from './service/load-balancer-released';
import { NODE_PORT_RELEASED } from './service/node-port-released';
import { NODE_PORT_TAKEN } from './service/node-port-taken';
import { SERVICE_INTERRUPTED } from './service/service-interrupted';
import { SERVICE_PORT_UNRESOLVED } from './service/service-port-unresolved';
import { SERVICE_SELECTOR_REMOVED } from './service/service-selector-removed';
import { SERVICE_SELECTS_NOBODY } from './service/service-selects-nobody';
import { BEFORE_NEVER_APPLIED } from './stateful-set/before-never-applied';
import { CLAIM_BECOMES_TEMPLATE } from './stateful-set/claim-becomes-template';
import { CLAIM_MOUNT_MOVED } from './stateful-set/claim-mount-moved';
import { CLAIM_MOUNT_REMOVED } from './stateful-set/claim-mount-removed';
import { CLAIM_TEMPLATE_IMMUTABLE } from './stateful-set/claim-template-immutable';
import { CLAIM_TEMPLATE_SIZE } from './stateful-set/claim-template-size';
import { CLAIM_TEMPLATE_STORAGE_CLASS } from './stateful-set/claim-template-storage-class';
import { CLAIMS_STAY_PENDING } from './stateful-set/claims-stay-pending';
import { DATA_DIRECTORY_CHANGED } from './stateful-set/data-directory-changed';
import { EXISTING_CLAIM_USED } from './stateful-set/existing-claim-used';
import { FIELD_IMMUTABLE } from './stateful-set/field-immutable';
import { IMAGE_MAJOR_VERSION } from './stateful-set/image-major-version';
import { LESS_TIME_TO_STOP } from './stateful-set/less-time-to-stop';
import { MORE_PODS_UNAVAILABLE } from './stateful-set/more-pods-unavailable';
import { ON_DELETE_KEEPS_ROLLING_UPDATE } from './stateful-set/on-delete-keeps-rolling-update';
import { ORDINALS_MOVED } from './stateful-set/ordinals-moved';
import { PENDING_REVISION_ROLLS } from './stateful-set/pending-revision-rolls';
import { POD_MANAGEMENT_POLICY_IMMUTABLE } from './stateful-set/pod-management-policy-immutable';
import { POD_TEMPLATE_CHANGED } from './stateful-set/pod-template-changed';
import { QUORUM_LOST } from './stateful-set/quorum-lost';
import { REFUSED_IF_CREATED_ANEW } from './stateful-set/refused-if-created-anew';
import { REPLICAS_REMOVED } from './stateful-set/replicas-removed';
import { RESTART_WITHOUT_CHANGE } from './stateful-set/restart-without-change';
import { RETENTION_NOW_DELETES } from './stateful-set/retention-now-deletes';
import { RETENTION_NOW_RETAINS } from './stateful-set/retention-now-retains';
import { REVISION_HISTORY_LIMIT_IMMUTABLE } from './stateful-set/revision-history-limit-immutable';
import { ROLLOUT_WAITS_FOR_POD } from './stateful-set/rollout-waits-for-pod';
import { SCALE_DOWN_DELETES_CLAIMS } from './stateful-set/scale-down-deletes-claims';
import { SCALED_DOWN } from './stateful-set/scaled-down';
import { SCALED_UP } from './stateful-set/scaled-up';
import { SELECTOR_IMMUTABLE } from './stateful-set/selector-immutable';
import { SERVICE_NAME_IMMUTABLE } from './stateful-set/service-name-immutable';
import { STALE_CLAIM_ATTACHED } from './stateful-set/stale-claim-attached';
import { STATEFUL_SET_CREATED } from './stateful-set/stateful-set-created';
import { STATEFUL_SET_DELETED } from './stateful-set/stateful-set-deleted';
import { STATEFUL_SET_DELETES_CLAIMS } from './stateful-set/stateful-set-deletes-claims';
import { STATEFUL_SET_NAME_TOO_LONG } from './stateful-set/stateful-set-name-too-long';
import { STATEFUL_SET_RENAMED } from './stateful-set/stateful-set-renamed';
import { TEMPLATE_CANNOT_RUN } from './stateful-set/template-cannot-run';
import { TRACKING_LABEL_ON_CLAIMS } from './stateful-set/tracking-label-on-claims';
import { UPDATED_IN_PLACE } from './stateful-set/updated-in-place';
import { VOLUME_OWNERSHIP_CHANGED } from './stateful-set/volume-ownership-changed';
import { VOLUME_SHADOWED_BY_CLAIM } from './stateful-set/volume-shadowed-by-claim';
import { OBJECT_CHANGES_UNIT } from './unit/object-changes-unit';
import { OBJECT_IN_TWO_UNITS } from './unit/object-in-two-units';
import { OBJECTS_KEPT } from './unit/objects-kept';
import { UNIT_FROM_OUTSIDE } from './unit/unit-from-outside';
import { UNIT_NOT_BUILT } from './unit/unit-not-built';
import { UNIT_REFUSED } from './unit/unit-refused';
import { UNIT_REMOVED } from './unit/unit-removed';
import { UNIT_RENAMED } from './unit/unit-renamed';
import { UNIT_CHANGES_CLUSTER } from './unit/unit-changes-cluster';
import { UNIT_STOPS_PRUNING } from './unit/unit-stops-pruning';
import { UNKNOWN_VALUE } from './unit/unknown-value';

/*
 * The registry: the judges take their rules from these lists and from nowhere else. A list holds what is judged of one subject, and
 * the findings of an object stand in the order of its list.
 */

/** A refused update of a StatefulSet, the most particular first: a difference belongs to the first rule that knows it. */
export const SET_REFUSAL_RULES: readonly Rule<Refusal>[] = [
  CLAIM_TEMPLATE_SIZE,
  CLAIM_TEMPLATE_STORAGE_CLASS,
  CLAIM_TEMPLATE_IMMUTABLE,
  SELECTOR_IMMUTABLE,
  SERVICE_NAME_IMMUTABLE,
  POD_MANAGEMENT_POLICY_IMMUTABLE,
  REVISION_HISTORY_LIMIT_IMMUTABLE,
  FIELD_IMMUTABLE,
  ON_DELETE_KEEPS_ROLLING_UPDATE,
];

/** Dangers of a pod template, the gravest first. */
const SET_TEMPLATE_DANGERS: readonly Rule<StatefulSetChange>[] = [
  CLAIM_MOUNT_REMOVED,
  CLAIM_MOUNT_MOVED,
  DATA_DIRECTORY_CHANGED,
  IMAGE_KEEPS_DATA_ELSEWHERE,
  USER_NOT_ALLOWED,
  TEMPLATE_CANNOT_RUN,
  IMAGE_MAJOR_VERSION,
  VOLUME_OWNERSHIP_CHANGED,
];

/** An accepted update of a StatefulSet, the gravest first. */
export const SET_UPDATE_RULES: readonly Rule<StatefulSetChange>[] = [
  SCALE_DOWN_DELETES_CLAIMS,
  ORDINALS_MOVED,
  ...SET_TEMPLATE_DANGERS,
  LESS_TIME_TO_STOP,
  ROLLOUT_WAITS_FOR_POD,
  PENDING_REVISION_ROLLS,
  POD_TEMPLATE_CHANGED,
  RESTART_WITHOUT_CHANGE,
  REPLICAS_REMOVED,
  QUORUM_LOST,
  SCALED_DOWN,
  SCALED_UP,
  STALE_CLAIM_ATTACHED,
  RETENTION_NOW_DELETES,
  RETENTION_NOW_RETAINS,
  MORE_PODS_UNAVAILABLE,
  VOLUME_SHADOWED_BY_CLAIM,
];

/** Dangers of a refused update: they come true with the remedy, or by force. */
export const BEHIND_REFUSAL_RULES: readonly Rule<StatefulSetChange>[] = [
  SCALE_DOWN_DELETES_CLAIMS,
  ...SET_TEMPLATE_DANGERS,
];

/** An accepted update of a StatefulSet, of the paths that no other rule spoke of. */
export const SET_REST_RULES: readonly Rule<StatefulSetChange>[] = [UPDATED_IN_PLACE];

/** What the new ordinals of an existing StatefulSet meet. */
export const NEW_ORDINAL_RULES: readonly Rule<SetCreated>[] = [CLAIMS_STAY_PENDING];

/** A StatefulSet that is created under any name, that of an existing app included. */
export const SET_COMES_RULES: readonly Rule<SetCreated>[] = [
  CLAIM_BECOMES_TEMPLATE,
  EXISTING_CLAIM_USED,
  STATEFUL_SET_NAME_TOO_LONG,
  TRACKING_LABEL_ON_CLAIMS,
  CLAIMS_STAY_PENDING,
  IMAGE_KEEPS_DATA_ELSEWHERE,
  USER_NOT_ALLOWED,
  DATA_AT_VOLUME_ROOT,
  TEMPLATE_CANNOT_RUN,
  VOLUME_SHADOWED_BY_CLAIM,
];

/** A StatefulSet that no object of before became. */
export const SET_CREATION_RULES: readonly Rule<SetCreated>[] = [STATEFUL_SET_CREATED, ...SET_COMES_RULES];

export const SET_DELETION_RULES: readonly Rule<SetDeleted>[] = [STATEFUL_SET_DELETES_CLAIMS, STATEFUL_SET_DELETED];

/** A StatefulSet that goes, and leaves claims behind. */
export const SET_LEAVES_CLAIMS_RULES: readonly Rule<SetCreated>[] = [TRACKING_LABEL_ON_CLAIMS];

export const SET_RENAME_RULES: readonly Rule<SetRenamed>[] = [STATEFUL_SET_RENAMED];

/** An update that is judged as a creation, because the API server never took the object of before. */
export const FIRST_CREATION_RULES: readonly Rule<Pick<Refused, 'errors'>>[] = [BEFORE_NEVER_APPLIED];

/** An accepted update of an object that could not be created any more. */
export const NOT_CREATED_ANEW_RULES: readonly Rule<Pick<Refused, 'errors' | 'kubernetes'>>[] = [
  REFUSED_IF_CREATED_ANEW,
];

/** A StatefulSet and its governing Service. */
export const GOVERNED_RULES: readonly Rule<Governed>[] = [GOVERNING_SERVICE_MISSING, GOVERNING_SERVICE_MISMATCH];

/** A StatefulSet whose labels change under its governing Service. */
export const RELABELLED_RULES: readonly Rule<Governed>[] = [GOVERNING_SERVICE_MISMATCH];

/** The update of a Service, accepted or refused. */
export const SERVICE_RULES: readonly Rule<ServiceChange>[] = [
  CLUSTER_IP_IMMUTABLE,
  CLUSTER_IP_KEPT,
  DUPLICATE_PORT_MERGED,
  GOVERNING_SERVICE_CHANGED,
];

export const SERVICE_DELETION_RULES: readonly Rule<ServiceRemoval>[] = [GOVERNING_SERVICE_REMOVED];

/** The update of a claim, accepted or refused. */
export const CLAIM_RULES: readonly Rule<ClaimChange>[] = [
  CLAIM_SHRINKS,
  CLAIM_IMMUTABLE,
  CLAIM_GROWS,
  CLAIM_BELOW_LIVE,
];

export const CLAIM_DELETION_RULES: readonly Rule<ClaimRemoval>[] = [CLAIM_DELETED];

/** Claims that are deleted as soon as their pods stop. */
export const LET_GO_RULES: readonly Rule<ClaimsLetGo>[] = [RESTART_LETS_CLAIM_GO];

/** An object of AFTER that is being deleted. */
export const BEING_DELETED_RULES: readonly Rule<BeingDeleted>[] = [BEING_DELETED];

/** Who answers for a Service, at once and when the rollouts have ended. */
export const ENDPOINT_RULES: readonly Rule<ServiceEndpoints>[] = [
  SERVICE_SELECTS_NOBODY,
  SERVICE_INTERRUPTED,
  SERVICE_PORT_UNRESOLVED,
  SERVICE_SELECTOR_REMOVED,
  LOAD_BALANCER_RELEASED,
  NODE_PORT_RELEASED,
];

/** What only one Service can have. */
export const NODE_PORT_RULES: readonly Rule<NodePortTaken>[] = [NODE_PORT_TAKEN];

/** What only one PriorityClass can be. */
export const DEFAULT_PRIORITY_RULES: readonly Rule<DefaultPriorityTaken>[] = [DEFAULT_PRIORITY_TAKEN];

/** Where an Ingress or a route of the Gateway API leads. */
export const ROUTE_RULES: readonly Rule<RouteBackend>[] = [ROUTE_BACKEND_MISSING];

/** Who may evict pods, and who decides how many there are. */
export const BUDGET_RULES: readonly Rule<BudgetChange>[] = [BUDGET_BLOCKS_DRAIN];
/** Pods with more than one budget. */
export const OVERLAP_RULES: readonly Rule<BudgetOverlap>[] = [BUDGETS_OVERLAP];

/** A StatefulSet that an autoscaler may scale down further. */
export const SCALED_DOWN_RULES: readonly Rule<ScaledDown>[] = [AUTOSCALER_DELETES_CLAIMS];

export const AUTOSCALER_RULES: readonly Rule<ScaledTwice>[] = [AUTOSCALER_BESIDE_REPLICAS];

/** How many pods there are at once under new bounds. */
export const BOUND_RULES: readonly Rule<OutOfBounds>[] = [AUTOSCALER_MOVES_REPLICAS];

/** What a namespace has room for. */
export const QUOTA_RULES: readonly Rule<QuotaExceeded>[] = [QUOTA_EXCEEDED];

/** Pods that want one claim at the same time. */
export const SHARED_CLAIM_RULES: readonly Rule<SharedClaim>[] = [CLAIM_FOR_ONE_NODE];

/** Who may connect. */
export const POLICY_RULES: readonly Rule<PolicyChange>[] = [NETWORK_POLICY_OPENS, NETWORK_POLICY_CLOSES];

/** What pods need to start. */
export const KEY_RULES: readonly Rule<KeysRemoved>[] = [KEY_REMOVED_BUT_NEEDED];
export const REFERENCE_RULES: readonly Rule<UnmetNeed>[] = [REFERENCE_UNRESOLVED];
export const UNDECLARED_RULES: readonly Rule<UndeclaredNeeds>[] = [REFERENCE_NOT_DECLARED];

export const CONFIGURATION_RULES: readonly Rule<ConfigurationChange>[] = [
  CONFIGURATION_RESTARTS,
  CONFIGURATION_NOT_PICKED_UP,
  CONFIGURATION_UPDATES_IN_PLACE,
];

/** An object that the API server refuses, when it is created or updated. */
export const REFUSED_RULES: readonly Rule<Refused>[] = [WRONG_TYPE, PATCH_IMPOSSIBLE, FIELD_CONFLICT, INVALID_OBJECT];

/** The complaints of the API server about fields that only an update cannot have. */
export const IMMUTABLE_RULES: readonly Rule<Refused>[] = [IMMUTABLE_FIELD];

/** Fields that do not arrive. */
export const SENT_RULES: readonly Rule<Sent>[] = [UNKNOWN_FIELD, FIELD_DROPPED, FIELD_BEGINS_TO_COUNT];

/** What the merge of client-side apply makes of a pod template. */
export const MERGED_RULES: readonly Rule<MergedList>[] = [DUPLICATE_MERGED];

/** What a field keeps that says the same as another one. */
export const ALIAS_RULES: readonly Rule<KeptAccount>[] = [SERVICE_ACCOUNT_KEPT];

/** An object of a cluster that is upgraded. */
export const UPGRADED_RULES: readonly Rule<Upgraded>[] = [DEFAULT_DIFFERS];

/** What the reader of the input was not sure about. */
export const UNIT_RULES: readonly Rule<UnitFact>[] = [
  UNIT_NOT_BUILT,
  UNIT_REFUSED,
  UNIT_FROM_OUTSIDE,
  UNIT_REMOVED,
  UNIT_RENAMED,
  UNIT_CHANGES_CLUSTER,
  UNIT_STOPS_PRUNING,
  UNKNOWN_VALUE,
  OBJECTS_KEPT,
  OBJECT_CHANGES_UNIT,
  OBJECT_IN_TWO_UNITS,
];
export const DOUBT_RULES: readonly Rule<Doubt>[] = [
  FILE_NOT_READ,
  FILE_NOT_LISTED,
  FILE_STEERS_PIPELINE,
  FILE_LEFT_OUT,
  LIVE_FIELDS_UNKNOWN,
  LIVE_NOT_ALLOWED,
  RELEASE_NOT_READ,
  CLUSTER_NOT_NAMED,
  MANIFEST_IN_SUB_FOLDER,
  NUMBER_NOT_COMPARED,
];

/** One object with and without its namespace. */
export const TWIN_RULES: readonly Rule<NamespaceTwins>[] = [NAMESPACE_LEFT_OUT];

/** What a manifest says of the API server's own fields. */
export const SERVER_FIELD_RULES: readonly Rule<ServerFields>[] = [SERVER_FIELD_REFUSED];

/** Owners that an object did not have. */
export const OWNER_RULES: readonly Rule<NewOwners>[] = [OWNER_NOT_KNOWN];

export const CREATION_RULES: readonly Rule<Lifecycle>[] = [CREATED];

/** Any object that changes, and what only some kinds mean by it. */
export const OWN_UPDATE_RULES: readonly Rule<Lifecycle>[] = [
  CLASS_EXPANSION_CHANGED,
  STRING_DATA_KEY_STAYS,
  VOLUME_CHANGES_CLAIM,
];
export const UPDATE_RULES: readonly Rule<Lifecycle>[] = [UPDATED];

/** What the pods of a workload without claim templates keep. */
export const POD_DATA_RULES: readonly Rule<PodDataChange>[] = [
  CLAIM_MOUNT_REMOVED,
  CLAIM_MOUNT_MOVED,
  DATA_DIRECTORY_CHANGED,
  IMAGE_KEEPS_DATA_ELSEWHERE,
  USER_NOT_ALLOWED,
  IMAGE_MAJOR_VERSION,
  VOLUME_OWNERSHIP_CHANGED,
];

/** Fields of a known kind that change in place. */
export const FIELD_RULES: readonly Rule<TypedUpdate>[] = [FIELD_CHANGED];
/** A Deployment whose number of pods nobody declares any more. */
export const SCALING_RULES: readonly (typeof REPLICAS_REMOVED)[] = [REPLICAS_REMOVED];
/** The same of a Deployment or DaemonSet. */
export const WORKLOAD_RULES: readonly Rule<TypedUpdate>[] = [WORKLOAD_RESTARTS, FIELD_CHANGED];

export const DELETION_RULES: readonly Rule<Lifecycle>[] = [DELETED];
/** Of an object that others may name. */
export const NAMED_DELETION_RULES: readonly Rule<Lifecycle>[] = [DELETED_BUT_NEEDED, DELETED];
/** The same, of an object that pods need. */
export const NEEDED_DELETION_RULES: readonly Rule<Lifecycle>[] = [DELETED_BUT_NEEDED];
/** Of an object that holds others. */
export const CONTENT_DELETION_RULES: readonly Rule<Lifecycle>[] = [DELETED_WITH_CONTENT];

/** A hook in the way of itself. */
export const HOOK_BLOCKED_RULES: readonly Rule<HookChange>[] = [HOOK_ALREADY_EXISTS];

/** A hook that is deleted and created anew, and holds data. */
export const HOOK_DATA_RULES: readonly Rule<HookData>[] = [HOOK_DELETES_DATA];

/** A hook that is new or has changed. */
export const HOOK_RUN_RULES: readonly Rule<HookChange>[] = [HOOK_MADE_ANEW, HOOK_NOT_RUN];

/** An object that is a hook on one side only, or is meant to be one. */
export const HOOK_TURN_RULES: readonly Rule<HookChange>[] = [
  HOOK_BECOMES_OBJECT,
  OBJECT_BECOMES_HOOK,
  HOOK_LEFT_BEHIND,
  HOOK_UNKNOWN,
];

/** An object that changes or is no longer declared, and that the pipeline does not touch. */
export const LEFT_RULES: readonly Rule<LeftAlone>[] = [LEFT_BY_PIPELINE];

/** An object that the pipeline does not delete without asking. */
export const ASKED_RULES: readonly Rule<AskedDeletion>[] = [DELETION_WAITS_FOR_CONFIRMATION];

/** A refused update that the pipeline forces. */
export const FORCED_RULES: readonly Rule<Forced>[] = [RECREATED_BY_FORCE];

/** What a refusal means for the other objects. */
export const REST_RULES: readonly Rule<RestOfTheApply>[] = [REST_OF_THE_APPLY];

/** An object of AFTER whose API is not served. */
export const SERVED_RULES: readonly Rule<UnservedObject>[] = [API_NOT_SERVED];

/** The same of BEFORE. */
export const OLD_RELEASE_RULES: readonly Rule<UnservedObject>[] = [RELEASE_HAS_REMOVED_API];

/** What Helm refuses to take over. */
export const FOREIGN_RULES: readonly Rule<ForeignObject>[] = [OBJECT_NOT_OF_RELEASE];

/** An object that is too large. */
export const SIZE_RULES: readonly Rule<Size>[] = [LAST_APPLIED_TOO_LONG, REQUEST_TOO_LARGE];

/** The record that Helm keeps of a release. */
export const RELEASE_RULES: readonly Rule<{ readonly releaseBytes: number }>[] = [RELEASE_TOO_LARGE];

/** An object that is written in another version of its API than before. */
export const VERSION_RULES: readonly Rule<{
  readonly path: string;
  readonly from: string;
  readonly to: string;
}>[] = [LEFT_BY_VERSION_CHANGE];

/** A custom resource whose definition is in the manifests. */
export const DEFINED_RULES: readonly Rule<DefinedVersion>[] = [VERSION_NOT_DEFINED];

/** An object that the tool does not even send. */
export const UNSENT_RULES: readonly Rule<RefusedByTool>[] = [REFUSED_BY_PIPELINE];

export const NAMESPACE_RULES: readonly Rule<AssumedNamespace>[] = [NAMESPACE_ASSUMED];

/** All rules, each once, as docs/reference/rules.md groups them. */
export const RULE_GROUPS: readonly { readonly title: string; readonly rules: readonly RuleInfo[] }[] = once([
  { title: 'StatefulSet: refused changes', rules: SET_REFUSAL_RULES },
  { title: 'StatefulSet: accepted changes', rules: [...SET_UPDATE_RULES, ...SET_REST_RULES] },
  {
    title: 'StatefulSet: created, deleted, renamed',
    rules: [
      ...SET_CREATION_RULES,
      ...SET_DELETION_RULES,
      ...SET_RENAME_RULES,
      ...FIRST_CREATION_RULES,
      ...NOT_CREATED_ANEW_RULES,
    ],
  },
  {
    title: 'Service',
    rules: [...SERVICE_RULES, ...SERVICE_DELETION_RULES, ...GOVERNED_RULES, ...ENDPOINT_RULES, ...NODE_PORT_RULES],
  },
  { title: 'Ingress and routes', rules: ROUTE_RULES },
  {
    title: 'Availability',
    rules: [
      ...BUDGET_RULES,
      ...OVERLAP_RULES,
      ...AUTOSCALER_RULES,
      ...BOUND_RULES,
      ...SCALED_DOWN_RULES,
      ...QUOTA_RULES,
      ...SHARED_CLAIM_RULES,
    ],
  },
  { title: 'NetworkPolicy', rules: POLICY_RULES },
  {
    title: 'What pods need to start',
    rules: [...KEY_RULES, ...REFERENCE_RULES, ...UNDECLARED_RULES, ...MERGED_RULES, ...ALIAS_RULES],
  },
  { title: 'PersistentVolumeClaim', rules: [...CLAIM_RULES, ...CLAIM_DELETION_RULES, ...LET_GO_RULES] },
  { title: 'ConfigMap and Secret', rules: CONFIGURATION_RULES },
  { title: 'Units of a repository', rules: UNIT_RULES },
  { title: 'Input', rules: [...DOUBT_RULES, ...TWIN_RULES, ...SERVER_FIELD_RULES] },
  {
    title: 'Pipeline',
    rules: [
      ...SERVED_RULES,
      ...SIZE_RULES,
      ...DEFINED_RULES,
      ...UNSENT_RULES,
      ...RELEASE_RULES,
      ...VERSION_RULES,
      ...OLD_RELEASE_RULES,
      ...FOREIGN_RULES,
      ...HOOK_BLOCKED_RULES,
      ...HOOK_DATA_RULES,
      ...HOOK_RUN_RULES,
      ...HOOK_TURN_RULES,
      ...LEFT_RULES,
      ...ASKED_RULES,
      ...FORCED_RULES,
      ...REST_RULES,
      ...NAMESPACE_RULES,
    ],
  },
  {
    title: 'Any object',
    rules: [
      ...REFUSED_RULES,
      ...SENT_RULES,
      ...UPGRADED_RULES,
      ...OWNER_RULES,
      ...BEING_DELETED_RULES,
      ...CREATION_RULES,
      ...UPDATE_RULES,
      ...FIELD_RULES,
      ...WORKLOAD_RULES,
      ...IMMUTABLE_RULES,
      ...DEFAULT_PRIORITY_RULES,
      ...OWN_UPDATE_RULES,
      ...DELETION_RULES,
      ...NAMED_DELETION_RULES,
      ...CONTENT_DELETION_RULES,
    ],
  },
]);

/** A rule that judges several subjects stands where it comes first. */
function once(groups: typeof RULE_GROUPS): typeof RULE_GROUPS {
  const seen = new Set<RuleInfo>();
  return groups.map(({ title, rules }) => ({
    title,
    rules: rules.filter((rule) => !seen.has(rule) && seen.add(rule)),
  }));
}
