/** Where a route from outside leads. The Service that it needs comes with it. */
export interface RouteTarget {
  /** Name of the object. @default - the app's name, or the pod's where it leads to one pod */
  readonly name?: string;

  /**
   * Lead to the pod with this ordinal alone, through its own Service.
   *
   * @default - to all pods that are ready, through the client Service
   */
  readonly ordinal?: number;

  /** Name of one of `clientServices`, to lead there. @default - the client Service, or that of the pod */
  readonly serviceName?: string;

  /** Name of the Service's port. @default - its only port */
  readonly portName?: string;

  /** Path, absolute. @default '/' */
  readonly path?: string;

  /** Labels beside those of the app. @default - none */
  readonly labels?: { readonly [key: string]: string };

  /** Annotations beside those of the app. @default - none */
  readonly annotations?: { readonly [key: string]: string };
}

/** The props that lead to an app from outside, whatever their kind. */
export interface RouteProps {
  readonly ingresses?: readonly RouteTarget[];
  readonly httpRoutes?: readonly RouteTarget[];
}

export function routesOf({ ingresses = [], httpRoutes = [] }: RouteProps): readonly RouteTarget[] {
  return [...ingresses, ...httpRoutes];
}
