import { plural } from '../../messages/plural';
import type { Adoption } from '../../adopt/adopt';
import { plainSecrets } from '../../adopt/plain-secrets';

/** What was written, what stays as it was, and what does not go into a repository. */
export function remarks(
  { apps, environments, files }: Adoption,
  out: string | undefined,
  secretsTo?: string,
): string[] {
  const left = environments.flatMap((each) => each.left);
  const secrets = [
    ...new Set(environments.flatMap(({ sorted }) => sorted.secrets.map(({ metadata }) => metadata.name))),
  ];
  const moved = environments.flatMap((each) => each.moved.map(({ metadata }) => metadata.name));
  const patched = apps.filter((app) => app.patched.length > 0);
  const yaml = [...files.keys()].filter((name) => name.startsWith('manifests/'));
  return [
    `${plural(apps.length, 'StatefulWebApp')}${out === undefined ? '' : ` in ${out}`}: ${apps.map(({ name }) => name).join(', ') || 'none'}.`,
    ...patched.map(
      ({ name, patched: fields, file }) =>
        `${name}: ${plural(fields.length, 'field')} that no prop knows ${fields.length === 1 ? 'is' : 'are'} written by a patch in ${file}.ts.`,
    ),
    ...apps.flatMap(({ name, file, props }) => {
      const variables = [...new Set(props.flatMap(plainSecrets))];
      return variables.length === 0
        ? []
        : [
            `${name}: ${variables.join(', ')} ${variables.length === 1 ? 'stands' : 'stand'} in plain text in ${file}.ts, as before. Do not commit the file. When the pods may restart, run adopt again with --secrets-to FILE, which moves ${variables.length === 1 ? 'it' : 'them'} to a Secret.`,
          ];
    }),
    ...(moved.length === 0 || secretsTo === undefined
      ? []
      : [
          `Passwords that stood in plain text are now in ${moved.length === 1 ? 'Secret' : 'the Secrets'} ${moved.join(', ')}, in ${secretsTo}. Do not commit that file. Apply it before the program (kubectl apply -f FILE): pods that start without ${moved.length === 1 ? 'the Secret' : 'the Secrets'} wait. The program then restarts the pods once.`,
        ]),
    ...left.map(({ object, reasons }) => `${object} stays YAML: ${reasons.join(' ')}`),
    ...(yaml.length === 0 ? [] : [`What is no StatefulWebApp stays as it was: ${yaml.join(', ')}.`]),
    ...(secrets.length === 0
      ? []
      : [
          `Not written, because a repository is no place for their values: Secret ${secrets.join(', ')}. Give them to SOPS, Sealed Secrets or External Secrets, or leave them in the cluster. But if the tool that applies them now takes this folder instead and prunes, it deletes them: declare them first.`,
        ]),
  ];
}
