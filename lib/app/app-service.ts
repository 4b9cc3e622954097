import { ApiObject, type ApiObjectProps } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { UserError } from '../messages/user-error';
import type { ContainerPort } from './container/port';

/**
 * A Service that cdk8s-plus' Ingress and others can refer to, with exactly the manifest given: the one that cdk8s-plus renders has
 * fields that the API server drops.
 */
export class AppService extends kplus.Service {
  protected override readonly apiObject: ApiObject;
  /** Not set yet while the base class binds the first ports. */
  private readonly sealed: boolean;

  public constructor(scope: Construct, id: string, manifest: ApiObjectProps, ports: readonly ContainerPort[]) {
    super(scope, id, {
      metadata: { name: manifest.metadata?.name },
      ports: ports.map(({ name, containerPort, protocol }) => ({ name, port: containerPort, protocol })),
    });
    this.node.tryRemoveChild('Resource');
    this.apiObject = new ApiObject(this, 'Resource', manifest);
    this.sealed = true;
  }

  /** One that something else writes: it can be referred to, and is no part of the output. */
  public static elsewhere(
    scope: Construct,
    id: string,
    manifest: ApiObjectProps,
    ports: readonly ContainerPort[],
  ): AppService {
    const service = new AppService(scope, id, manifest, ports);
    service.node.tryRemoveChild('Resource');
    return service;
  }

  public override bind(port: number, options: kplus.ServiceBindOptions = {}): void {
    this.refuseAfterConstruction('bind', 'Give the port in ports');
    super.bind(port, options);
  }

  public override select(selector: kplus.IPodSelector): void {
    this.refuseAfterConstruction('select', 'Give selectorLabels');
    super.select(selector);
  }

  public override selectLabel(key: string, value: string): void {
    this.refuseAfterConstruction('selectLabel', 'Give selectorLabels');
    super.selectLabel(key, value);
  }

  /** What the base class would remember, the manifest does not have: refuse it instead of losing it. */
  private refuseAfterConstruction(method: string, remedy: string): void {
    if (this.sealed) {
      throw new UserError(
        `${this.node.path}: ${method}() cannot change a Service of a StatefulWebApp. ${remedy} of the app.`,
      );
    }
  }
}
