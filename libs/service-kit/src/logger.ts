import { destination, pino, type Logger } from 'pino';

export type { Logger } from 'pino';

/**
 * The log of a service: JSON lines on standard error, so that standard output stays free for results.
 *
 * @param name the service's name, on every line.
 * @param level least severe line written. Default `info`.
 */
export function createLogger(name: string, level = 'info'): Logger {
  return pino({ name, level, base: { name } }, destination({ fd: 2, sync: true }));
}
