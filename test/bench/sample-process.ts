import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What one measured process reports in its last line of output, as JSON. */
export interface Sample {
  /** Of whatever the bench counts, per second. */
  readonly rate: number;
  /** Peak resident memory of the process. */
  readonly peakMiB: number;
}

/** Says what a measurement lacks on this machine, in words for the person who started it. */
export class BenchError extends Error {
  override readonly name = 'BenchError';
}

/**
 * Runs a program to its end and parses the last line that it printed as JSON. Its standard error goes to ours.
 *
 * @throws BenchError when it cannot be started, fails, or prints no JSON.
 */
export async function runForJson(command: string, args: readonly string[]): Promise<unknown> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', (cause) =>
      reject(new BenchError(`cannot start ${command}: ${cause.message}`, { cause })),
    );
    child.once('close', resolve);
  });
  if (code !== 0) throw new BenchError(`${command} ${args[0] ?? ''} ended with code ${code}`);
  const line = output.trimEnd().split('\n').at(-1) ?? '';
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new BenchError(`${command} printed no JSON line but "${line}"`, { cause });
  }
}

/** {@link runForJson} for a program that reports a {@link Sample}. */
export async function runForSample(command: string, args: readonly string[]): Promise<Sample> {
  const { rate, peakMiB } = (await runForJson(command, args)) as Partial<Sample>;
  if (!(Number(rate) > 0) || !(Number(peakMiB) > 0)) {
    throw new BenchError(`${command} ${args[0] ?? ''} reported no rate or no memory`);
  }
  return { rate: Number(rate), peakMiB: Number(peakMiB) };
}

/** Most resident memory that a process had, in MiB. */
export function peakMemory(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmHWM:\s*(\d+) kB/.exec(status)?.[1]) / 1024;
}
