import { createProgram } from './program.js';
import { reportFailure } from './report-failure.js';

/**
 * Runs the command line.
 *
 * @param args the arguments, without node and the script.
 * @returns the exit code; a failure has been written to standard error.
 */
export async function runCli(args: readonly string[]): Promise<number> {
  // Whoever reads us may stop early (`| head`): that is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  // --debug counts wherever it stands, and in a failure of parsing too.
  const debug = args.includes('--debug');
  try {
    await createProgram().parseAsync(
      args.filter((argument) => argument !== '--debug'),
      { from: 'user' },
    );
    return 0;
  } catch (error) {
    const { text, exitCode } = reportFailure(error, debug);
    process.stderr.write(text);
    return exitCode;
  }
}
