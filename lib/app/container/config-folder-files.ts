import { knowFactories } from '../../shape/known-names';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { UserError } from '../../messages/user-error';

/** Files beside the program, as the contents of a ConfigMap. */
export class ConfigFiles {
  /**
   * The contents of all files of a folder, by their names. Name the folder from the program's own:
   * `ConfigFiles.fromFolder(path.join(__dirname, 'config'))`.
   *
   * @throws if there is no such folder, or if it holds a folder or a file that is not text in UTF-8
   */
  public static fromFolder(folder: string): { [name: string]: string } {
    if (!fs.existsSync(folder) || !fs.statSync(folder).isDirectory())
      throw new UserError(`there is no folder '${folder}' with configuration files. Correct the path`);
    return Object.fromEntries(fs.readdirSync(folder).map((name) => [name, textOf(path.join(folder, name))]));
  }

  private constructor() {}
}

function textOf(file: string): string {
  if (!fs.statSync(file).isFile())
    throw new UserError(`'${file}' is no file, and a ConfigMap has no folders. Move it out of the folder`);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(fs.readFileSync(file));
  } catch {
    throw new UserError(`'${file}' is not text in UTF-8. Move it out of the folder`);
  }
}

knowFactories('ConfigFiles', ConfigFiles);
