/**
 * The `ordena` command, as a function for tests and embedding.
 *
 * @example
 * ```ts
 * process.exitCode = await runCli(['canonicalize', 'dos sillas']);
 * ```
 * @module
 */
export { runCli } from './run-cli.js';
