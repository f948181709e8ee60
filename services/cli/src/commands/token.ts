import { InvalidArgumentError, type Command } from 'commander';

/** `ordena token NAME`: a bearer token, and the line that lets it in. */
export function addToken(program: Command): void {
  program
    .command('token')
    .description(
      'make a bearer token: it goes to standard output, its line for the file ORDENA_TOKENS to standard error',
    )
    .argument('<name>', 'who it is for; stands in the log', callerName)
    .action(async (name: string) => {
      const { makeToken } = await import('@ordena/service-kit');
      const { token, line } = makeToken(name);
      process.stdout.write(`${token}\n`);
      process.stderr.write(`${line}\n`);
    });
}

function callerName(name: string): string {
  if (!/^[^\s#]\S*$/.test(name)) throw new InvalidArgumentError('a name has no blanks and no # in front');
  return name;
}
