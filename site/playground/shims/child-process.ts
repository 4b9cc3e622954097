/** A browser starts no programs. */
export const spawnSync = (command: string): never => {
  throw new Error(`There are no programs in the playground: ${command}`);
};
export const execFileSync = spawnSync;
export const execSync = spawnSync;
export default { spawnSync, execFileSync, execSync };
