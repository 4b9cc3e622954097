/** A browser has no files: nothing is there, and nothing can be written. */
const missing = (path: unknown): never => {
  throw Object.assign(new Error(`There are no files in the playground: ${String(path)}`), { code: 'ENOENT' });
};

export const existsSync = (): boolean => false;
export const statSync = (path: unknown, options?: { readonly throwIfNoEntry?: boolean }): undefined =>
  options?.throwIfNoEntry === false ? undefined : missing(path);
export const lstatSync = statSync;
export const stat = missing;
export const lstat = missing;
export const open = missing;
export const readFileSync = missing;
export const readdirSync = missing;
export const writeFileSync = missing;
export const mkdirSync = missing;
export const mkdtempSync = missing;
export const rmSync = missing;
export const renameSync = missing;
export const realpathSync = missing;
export const readlinkSync = missing;
/** What a program said on standard output and error. */
export const SAID: string[] = [];
export function writeSync(_descriptor: number, bytes: Uint8Array): number {
  SAID.push(new TextDecoder().decode(bytes));
  return bytes.length;
}
export const appendFileSync = missing;
export default { existsSync, statSync, lstatSync, readFileSync, readdirSync, writeFileSync, mkdirSync, writeSync };
