import type { Files } from '../files';
import { inputsOf } from '../inputs';
import type { Unit } from '../unit';
import type { BuildOptions } from './build-options';
import { buildUnit } from './build-unit';
import type { Built } from './built';

/** Builds units, and those that describe others once for all who ask. */
export class Renderings {
  private readonly known = new Map<string, Promise<Built>>();

  public constructor(private readonly optionsFor: (unit: Unit) => BuildOptions) {}

  /** What a unit makes, to find the units that it describes. The other revision often has the same. */
  public remembered(unit: Unit, files: Files): Promise<Built> {
    const key = this.keyOf(unit, files);
    const found = this.known.get(key) ?? buildUnit(unit, files, this.optionsFor(unit));
    this.known.set(key, found);
    return found;
  }

  public async of(unit: Unit, files: Files, mostMs?: number): Promise<Built> {
    const options = this.optionsFor(unit);
    return (
      (await this.known.get(this.keyOf(unit, files))) ??
      buildUnit(unit, files, { ...options, ...(mostMs === undefined ? {} : { mostMs }) })
    );
  }

  private keyOf(unit: Unit, files: Files): string {
    const inputs = [...inputsOf(unit, files)].map((path) => [path, files.idOf(path)]);
    return JSON.stringify([unit.builds, unit.outside, this.optionsFor(unit), inputs]);
  }
}
