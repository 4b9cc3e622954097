export const EOL = '\n';
export const homedir = (): string => '/';
export const tmpdir = (): string => '/tmp';
export const hostname = (): string => 'browser';
export const platform = (): string => 'browser';
export default { EOL, homedir, tmpdir, hostname, platform };
