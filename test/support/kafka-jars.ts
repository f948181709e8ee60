import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { ROOT, run } from './run-ordena.js';

const JARS = join(ROOT, 'node_modules/.cache/kafka-4.1.0');

/**
 * Why no broker can be started here; undefined when one can.
 *
 * @throws Error in CI, where a missing tool must not pass for a skipped test.
 */
export function kafkaMissing(): string | undefined {
  const tools = existsSync(JARS) ? ['java'] : ['java', 'mvn'];
  const missing = tools.filter((tool) => spawnSync(tool, ['-version']).error !== undefined);
  if (missing.length === 0) return undefined;
  const reason = `no Kafka broker: ${missing.join(' and ')} not found`;
  if (process.env['CI'] === 'true') throw new Error(reason);
  return reason;
}

/** For `describe.skipIf`: whether no broker can be started here. Prints why. */
export function skipWithoutKafka(): boolean {
  const reason = kafkaMissing();
  if (reason !== undefined) process.stderr.write(`skipped: ${reason}\n`);
  return reason !== undefined;
}

/**
 * The folder with the broker's jars. Maven fetches them once, into node_modules/.cache.
 *
 * @throws Error when Maven fails.
 */
export async function kafkaJars(): Promise<string> {
  if (existsSync(JARS)) return JARS;
  await mkdir(dirname(JARS), { recursive: true });
  const aside = await mkdtemp(`${JARS}-`);
  try {
    const args = ['-q', '-B', '-f', 'test/pom.xml', 'dependency:copy-dependencies'];
    const { code, stdout, stderr } = await run('mvn', [...args, `-DoutputDirectory=${aside}`]);
    if (code !== 0) throw new Error(`Maven could not fetch the broker's jars: ${stdout}${stderr}`);
    await rename(aside, JARS);
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    // Another run may have been quicker; its jars are the same.
    if (!existsSync(JARS)) throw error;
  }
  return JARS;
}
