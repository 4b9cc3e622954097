type Pairs = { readonly [key: string]: string };

/** A service account of the app's own, and what its pods may do with the Kubernetes API. */
export interface ServiceAccountProps {
  /** @default - the app's name */
  readonly name?: string;

  /** Labels beside those of the app. @default - none */
  readonly labels?: Pairs;

  /**
   * Annotations beside those of the app, such as the cloud identity that the pods get:
   * `{ 'eks.amazonaws.com/role-arn': 'arn:aws:iam::123456789012:role/wiki' }`.
   *
   * @default - none
   */
  readonly annotations?: Pairs;

  /** Whether pods of the account get a token unless they say otherwise. @default - Kubernetes': they do */
  readonly automountToken?: boolean;

  /**
   * What the pods may do in their namespace: a Role, bound to the account. The pods then get a token, unless
   * `automountServiceAccountToken` says otherwise.
   *
   * @default - nothing
   */
  readonly rules?: AccessRule[];
}

/** One rule of a Role: each of the verbs on each of the resources. */
export interface AccessRule {
  /** Such as `get`, `list`, `watch`, `create`, `update`, `patch`, `delete`; `*` is all of them. */
  readonly verbs: string[];
  /** Such as `pods`, `configmaps`, `pods/log`. */
  readonly resources: string[];
  /** Such as `apps`, or `''` for pods, Services, ConfigMaps and the like. @default - [''] */
  readonly apiGroups?: string[];
  /** The only objects that may be touched, by name. Verbs that name no object (`list`, `create`) are not limited by it. @default - all */
  readonly resourceNames?: string[];
}

/** The props that say which account the pods have. */
export interface ServiceAccountChoice {
  readonly serviceAccountName?: string;
  readonly serviceAccount?: ServiceAccountProps;
}
