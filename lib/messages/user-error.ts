/**
 * A mistake in what the user gave: its message is all that they need to see, so the command line prints it without a
 * stack trace. Say what is wrong, the value, and the way out.
 */
export class UserError extends Error {
  public constructor(message: string) {
    super(message);
    this.name = 'UserError';
  }
}
