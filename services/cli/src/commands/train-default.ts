import type { Command } from 'commander';

/** `ordena train-default`: the recipe of the model that comes with Ordena. Not listed: it is for this repository. */
export function addTrainDefault(program: Command): void {
  program
    .command('train-default', { hidden: true })
    .description('train the model that comes with Ordena, going on from the last checkpoint if there is one')
    .action(() => undefined);
}
