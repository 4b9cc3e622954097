import * as fs from 'node:fs';
import * as path from 'node:path';
import { UserError } from '../../messages/user-error';
import { inspect } from './output-folder';

/**
 * What each file of ours was like when it was read: what is put in place rests on it, and holds no longer when another
 * program (`git checkout`, `rm`) has changed one since.
 */
export class SeenFiles {
  private readonly seen = new Map<string, string>();
  /** Then no file needs to be asked for. */
  private readonly isNew: boolean;

  public constructor(private readonly root: string) {
    this.isNew = !fs.existsSync(root);
  }

  public inspect(file: string): fs.BigIntStats | undefined {
    const stat = this.isNew ? undefined : inspect(this.root, file);
    this.seen.set(file, lookOf(stat));
    return stat;
  }

  public names(): ReadonlySet<string> {
    return new Set(this.seen.keys());
  }

  public confirm(): void {
    if (this.isNew && !fs.existsSync(this.root)) {
      return;
    }
    for (const [file, look] of this.seen) {
      const at = path.join(this.root, file);
      if (lookOf(fs.lstatSync(at, { bigint: true, throwIfNoEntry: false })) !== look) {
        throw new UserError(
          `Another program has changed ${at} while synth was running. Run again when that program is done.`,
        );
      }
    }
  }
}

/** Not the inode, which some file systems give anew to a file that gets a second name. */
function lookOf(stat: fs.BigIntStats | undefined): string {
  return stat === undefined ? '' : `${stat.size} ${stat.mtimeNs}`;
}
