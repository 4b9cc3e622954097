import { lstat, open, stat } from 'node:fs/promises';
import { UserError } from '../messages/user-error';

const MI = 2 ** 20;

/** The largest file that is read where nothing else is said, in bytes. */
const DEFAULT_MAX_SIZE = 64 * MI;

/** No text of JavaScript is longer by much. */
export const MOST_MAX_SIZE = 500 * MI;

/** A side of a change may be so many times as large as a file. */
const FILES = 4;

/** Something is larger than it may be. */
export class TooLarge extends UserError {}

/** How much of one side is read: a bound for each file and for all together, so that no input takes all memory. */
export class Budget {
  /** How long builds of kustomizations took so far, in milliseconds. */
  public buildMs = 0;
  private used = 0;

  /** `most` is the size of the largest file, in bytes. */
  public constructor(public readonly most = DEFAULT_MAX_SIZE) {}

  /** @throws UserError where so many more bytes are too many */
  public take(size: number, name: string): void {
    if (size > this.most) throw this.tooLarge(`'${name}'`, this.most);
    this.used += size;
    if (this.used > this.most * FILES) throw this.tooLarge(`what is read with '${name}'`, this.most * FILES);
  }

  /**
   * What is in a file. One that the user named may be a device, or a pipe that is open already, such as `/dev/stdin` or
   * `<(helm template …)`; one that was found in a folder, or that a link leads to, must be a regular file.
   *
   * @throws UserError where it is too large, or no file
   */
  public async readFile(path: string, name: string, named: boolean): Promise<Buffer> {
    const { size, isRegular, isPipe } = await shapeOf(path);
    if (isRegular) this.take(size, name);
    else if (isPipe && named && !isOpen(path)) {
      throw new UserError(
        `'${name}' is a named pipe. Nothing may ever write to it, so the plan does not wait. Give - instead: cat FILE | …`,
      );
    } else if (!named || (await isLinkOfSomebody(path))) {
      throw new UserError(`'${name}' is a pipe or a device, or a link to one. Remove it, or give a regular file`);
    }
    const file = await open(path, 'r');
    try {
      return await this.readStream(file.createReadStream({ autoClose: false }), name, isRegular ? size : 0);
    } finally {
      await file.close();
    }
  }

  /** What comes out of a stream, of which so many bytes were taken into account already. */
  public async readStream(stream: AsyncIterable<unknown>, name: string, counted = 0): Promise<Buffer> {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of stream) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Buffer);
      size += bytes.length;
      if (size > this.most) throw this.tooLarge(`'${name}'`, this.most);
      chunks.push(bytes);
    }
    this.take(Math.max(0, size - counted), name);
    return Buffer.concat(chunks);
  }

  /** What to say where something is larger than a limit. */
  public tooLarge(what: string, limit: number): UserError {
    return new TooLarge(
      `${what} is larger than ${limit < MI ? `${limit} bytes` : `${Math.floor(limit / MI)}Mi`}. If this is intended, raise the limit: --max-size ${Math.ceil((this.most * 2) / MI)}Mi`,
    );
  }
}

async function shapeOf(path: string): Promise<{ size: number; isRegular: boolean; isPipe: boolean }> {
  const found = await stat(path);
  return { size: found.size, isRegular: found.isFile(), isPipe: found.isFIFO() };
}

/** What this process was started with. To open another pipe takes as long as nobody writes to it. */
function isOpen(path: string): boolean {
  return /^\/(dev\/(stdin|fd\/\d+)|proc\/(self|\d+)\/fd\/\d+)$/.test(path);
}

/** A link that is not the system's own, such as `/dev/stdin`. */
async function isLinkOfSomebody(path: string): Promise<boolean> {
  return !/^\/(dev|proc)\//.test(path) && (await lstat(path)).isSymbolicLink();
}
