import { UserError } from '../messages/user-error';

/** A command that was called in a way that it does not have: its usage is shown as well. */
export class UsageError extends UserError {}
