import type { Command } from 'commander';
import type { CommandIo } from '../command';
import type { CaptureOptions } from '../write-capture';

/** `stateful-web-app capture`: writes down what a cluster offers, as files that synthesis reads. */
export function registerCapture(program: Command, io: CommandIo): void {
  program
    .command('capture')
    .description(
      "write a cluster's storage classes and Kubernetes version into its folder, for synthesis to check against",
    )
    .option('--context <name>', 'context of the kubeconfig (default: the current one)')
    .option('--out <folder>', 'where to write (default: clusters/<context>)')
    .action((options: CaptureOptions) => {
      // Loaded when it is called: other commands need none of it.
      const { capture } = require('../write-capture') as typeof import('../write-capture');
      return capture(options, io);
    });
}
