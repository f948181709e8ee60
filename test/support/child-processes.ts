import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Numbers of a process's children whose command line has a word. */
export async function childrenOf(pid: number, word: string): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,args=']);
  return stdout
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, parent, ...args]) => Number(parent) === pid && args.join(' ').includes(word))
    .map(([child]) => Number(child));
}
