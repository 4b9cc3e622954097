import { readRecord } from '../synth/folder/file-record';
import { type NewFile, readFiles } from '../synth/folder/files';
import { line } from '../messages/line';
import type { CommandIo } from './command';

/** The exit code for an output that is not what the app gives. */
const STALE = 2;

/** Compares what the app wrote with the output folder, says what differs, and gives the exit code. */
export function checkFolder(target: string, files: readonly NewFile[], output: string, io: CommandIo): number {
  const present = new Map(readFiles(target).map((file) => [file.path, Buffer.from(file.content)]));
  const given = new Map(files.map((file) => [file.path, Buffer.from(file.content)]));
  const missing = [...given.keys()].filter((file) => !present.has(file));
  const changed = [...given].filter(([file, content]) => present.get(file)?.equals(content) === false);
  const leftOver = [...readRecord(target)].filter((file) => present.has(file) && !given.has(file));
  const differences = [
    ...changed.map(([file]) => `${file} differs`),
    ...missing.map((file) => `${file} is missing`),
    ...leftOver.map((file) => `${file} is no longer written`),
  ].sort();
  if (differences.length === 0) return 0;
  io.stderr.write(
    `stateful-web-app: ${output} is not what the app gives. Synthesise, and commit ${output}:\n${differences
      .map((each) => `  ${line(each)}\n`)
      .join('')}`,
  );
  return STALE;
}
