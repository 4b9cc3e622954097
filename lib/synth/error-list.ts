import { UserError } from '../messages/user-error';

/** Several mistakes, told together. */
export class ErrorList extends UserError {
  public constructor(
    message: string,
    public readonly errors: readonly string[],
  ) {
    super(message);
  }
}
