import { execFile } from 'node:child_process';
import { UserError } from '../messages/user-error';
import type { CommandIo } from './command';

/** kubectl ran and failed. */
export class KubectlError extends UserError {
  public constructor(
    message: string,
    public readonly stderr: string,
  ) {
    super(message);
  }
}

/** kubectl, as the user has it. Only reads. */
export class Kubectl {
  public constructor(
    private readonly io: CommandIo,
    private readonly context?: string,
  ) {}

  /** @throws UserError where there is no current context and none was given */
  public async contextName(): Promise<string> {
    if (this.context !== undefined) {
      return this.context;
    }
    try {
      return (await this.execute(['config', 'current-context'])).trim();
    } catch (error) {
      if (error instanceof KubectlError) {
        throw new UserError(
          'kubectl has no current context. Give one with --context; kubectl config get-contexts lists them',
        );
      }
      throw error;
    }
  }

  /** @throws UserError that says what kubectl said */
  public run(args: readonly string[]): Promise<string> {
    const context = this.context === undefined ? [] : ['--context', this.context];
    return this.execute([...context, '--request-timeout=30s', ...args]);
  }

  private execute(args: readonly string[]): Promise<string> {
    return new Promise((done, fail) => {
      const options = { cwd: this.io.cwd, env: this.io.env, maxBuffer: 64 * 1024 * 1024 };
      execFile('kubectl', args, options, (error, stdout, stderr) => {
        if (error === null) {
          done(stdout);
        } else if (error.code === 'ENOENT') {
          fail(new UserError('kubectl was not found. Install it, or put it on the PATH'));
        } else {
          const said = stderr.trim() === '' ? error.message : stderr.trim();
          const words = args.filter((arg) => !arg.startsWith('--request')).join(' ');
          fail(new KubectlError(`kubectl ${words} failed: ${lastLine(said)}${hint(said)}`, stderr));
        }
      });
    });
  }
}

/** kubectl repeats its complaint about an unreachable server; the last line is the one in plain words. */
function lastLine(text: string): string {
  return text.split('\n').pop() ?? text;
}

function hint(text: string): string {
  if (/forbidden/i.test(text)) {
    return '. Ask for the right to get and list storageclasses in group storage.k8s.io';
  }
  if (/does not exist/.test(text) && /context/.test(text)) {
    return '. kubectl config get-contexts lists those that do';
  }
  return '';
}
