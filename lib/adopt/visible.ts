import type { PlainObject } from '../kubernetes/plain';
import { Secrets } from '../manifests/secrets/hide';

/** Hides nothing: what is read to be written again must be what it was. Secrets are set aside before anything is written. */
export class Visible extends Secrets {
  public override hide(object: PlainObject): PlainObject {
    return object;
  }
}
