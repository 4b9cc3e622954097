import { UserError } from '../../messages/user-error';
import type { Register } from '../command';

/** A command that synthesises: the command without cdk8s says where it is. */
export function elsewhereCommand(name: 'synth' | 'adopt'): Register {
  return (program) => {
    program
      .command(name)
      .description('Needs the package cdk8s-stateful-web-app')
      .argument('[args...]')
      .allowUnknownOption()
      .helpOption(false)
      .action(() => {
        throw new UserError(
          `'${name}' runs programs of cdk8s, which this package does not have. Use the package cdk8s-stateful-web-app, which has all commands: npx cdk8s-stateful-web-app ${name}`,
        );
      });
  };
}
