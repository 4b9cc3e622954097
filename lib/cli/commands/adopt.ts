import type { AdoptFlags } from '../adopt/run';
import type { Register } from '../command';
import type { Engine } from '../plan/engine';

const HELP = `
SOURCE is a file, a folder, git:REV:PATH, or - for standard input; several count as one.

Examples:
  stateful-web-app adopt manifests --out wiki
  helm get manifest wiki -n wiki | stateful-web-app adopt - -n wiki --pipeline argocd --out wiki
  kustomize build overlays/production | stateful-web-app adopt - --out wiki
  stateful-web-app adopt --live -n wiki --context production --out wiki

Exit codes: 0 written, 1 input or usage error, 2 the program would do worse than an update; then nothing is written.`;

/** `adopt`: what runs already, as a program whose plan against it is empty. */
export function adoptCommand(engine: Engine): Register {
  return (program, io, exit) => {
    program
      .command('adopt')
      .description('Write what runs already as a program that changes nothing, and prove it with a plan')
      .argument('[source...]', 'the manifests of what runs')
      .option('--out <folder>', 'where to write the project: a new or an empty folder (default: standard output)')
      .option('--secrets-to <file>', 'move passwords in plain text to Secrets in this file; the pods restart once')
      .option('--cluster <path>', "the cluster's folder, as capture writes it: it goes into the project")
      .option('--kubernetes <version>', 'version of the API server (default: that of --cluster, else the newest known)')
      .option('--pipeline <tool>', 'what will apply the program: kubectl, argocd, flux, helm (default: kubectl)')
      .option('-n, --namespace <name>', 'where manifests go that name no namespace; with --live: which one is read')
      .option('--live', 'read all that is in a namespace, with kubectl')
      .option('--context <name>', 'with --live: context of the kubeconfig (default: the current one)')
      .option('--kubeconfig <file>', "with --live: the kubeconfig (default: kubectl's own)")
      .addHelpText('after', HELP)
      .action(async (sources: string[], flags: AdoptFlags) => {
        // Only this command needs the constructs, which take long to load.

        const { runAdopt } = require('../adopt/run') as typeof import('../adopt/run');
        exit(await runAdopt(sources, flags, engine, io));
      });
  };
}
