import type { PodSelectorConfig } from 'cdk8s-plus-27';

/** An app whose pods can be selected: a `StatefulWebApp`. */
export interface ISelectableApp {
  /** The labels by which the app's pods are found. */
  readonly selectorLabels: { readonly [key: string]: string };

  /** The app's pods, for cdk8s-plus. */
  toPodSelectorConfig(): PodSelectorConfig;
}
