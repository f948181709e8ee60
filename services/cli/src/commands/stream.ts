import { InvalidArgumentError, type Command } from 'commander';
import type { EventBus, IncomingRecord } from '@ordena/events';
import type { StreamTopics } from '@ordena/service-order-stream';

import { CliError } from '../errors.js';
import { interruptible } from '../interruption.js';
import { wholeNumber } from '../options.js';
import { writeNote, writeResult } from '../output.js';
import { describeDeadLetter, describeRecord, originalRecord } from '../stream-records.js';

interface Range {
  from?: Date;
  until?: Date;
}

interface LookOptions extends Range {
  follow?: boolean;
  limit?: number;
}

interface DeadLetterOptions extends Range {
  reason?: string;
  limit?: number;
  resubmit?: boolean;
}

/** `ordena stream`: orders over Kafka, and an operator's view of their topics. */
export function addStream(program: Command): void {
  const stream = program.command('stream').description('orders over Kafka (ORDENA_KAFKA_BROKERS)');
  stream
    .command('run')
    .description('read orders.raw and write orders.canonical, orders.review and orders.dlq until stopped')
    .action(async () => {
      const { runOrderStream } = await import('@ordena/service-order-stream');
      await runOrderStream();
    });
  withRange(stream.command('tail'))
    .description('show the records of a topic as lines of JSON: canonical, review, dlq, raw or corrections')
    .argument('[topic]', 'which topic', 'canonical')
    .option('-f, --follow', 'go on with what comes')
    .option('-n, --limit <n>', 'stop after this many', wholeNumber(1))
    .action(async (name: string, options: LookOptions) => {
      await withEvents(async (events, topics, signal) => {
        await eachRecord(events, topicNamed(name, topics), { ...options, signal }, async (record) => {
          await writeResult(JSON.stringify(describeRecord(record)));
        });
      });
    });
  withRange(stream.command('dlq'))
    .description('list dead letters, or submit them again')
    .option('--reason <reason>', 'only those with this reason (NOT_JSON, ATTEMPTS_EXHAUSTED, …)')
    .option('-n, --limit <n>', 'stop after this many', wholeNumber(1))
    .option('--resubmit', 'write the original records to orders.raw again')
    .action(async ({ reason, resubmit, limit, ...range }: DeadLetterOptions) => {
      await withEvents(async (events, topics, signal) => {
        let count = 0;
        await eachRecord(events, topics.deadLetters, { ...range, signal }, async (record) => {
          const letter = describeDeadLetter(record);
          if (reason !== undefined && letter.reason !== reason) return;
          if (limit !== undefined && count >= limit) return;
          count++;
          if (resubmit !== true) return writeResult(JSON.stringify(letter));
          const original = originalRecord(record);
          if (original === undefined)
            writeNote(`${letter.order_id}: its value is not in the dead letter; left out`);
          else await events.publishRecords(topics.raw, [original]);
        });
        if (resubmit === true) await writeResult(`${count} dead letters`);
      });
    });
  withRange(stream.command('replay'))
    .description('write the records of a stretch of time of orders.raw to it again')
    .option('--dry-run', 'only count them')
    .action(async ({ dryRun, ...range }: Range & { dryRun?: boolean }) => {
      if (range.from === undefined) throw new CliError('USAGE', 'say from when: --from 2026-01-31T08:00:00Z');
      await withEvents(async (events, topics, signal) => {
        // Until now at the latest: what is replayed must not be replayed again.
        const until = range.until ?? new Date();
        let count = 0;
        await eachRecord(
          events,
          topics.raw,
          { ...range, until, signal },
          async ({ key, value, headers, ...place }) => {
            count++;
            if (dryRun === true) return;
            const origin = { 'ordena-replay-of': `${place.topic}/${place.partition}/${place.offset}` };
            await events.publishRecords(topics.raw, [
              { key, value: value ?? Buffer.alloc(0), headers: { ...headers, ...origin } },
            ]);
          },
        );
        await writeResult(`${count} orders`);
      });
    });
}

function withRange(command: Command): Command {
  return command
    .option('--from <time>', 'from this time on, such as 2026-01-31T08:00:00Z', time)
    .option('--until <time>', 'up to this time', time);
}

function time(value: string): Date {
  const date = new Date(value);
  if (Number.isNaN(date.getTime()))
    throw new InvalidArgumentError('give a time such as 2026-01-31T08:00:00Z');
  return date;
}

function topicNamed(name: string, topics: StreamTopics): string {
  const byName: Record<string, string> = { ...topics, dlq: topics.deadLetters };
  const topic = byName[name];
  if (topic === undefined)
    throw new CliError('USAGE', `no topic "${name}": it is canonical, review, dlq, raw or corrections`);
  return topic;
}

async function withEvents(
  work: (events: EventBus, topics: StreamTopics, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const { KafkaEvents, kafkaSettings } = await import('@ordena/events');
  const { kafkaConfigSchema, topicsWithPrefix } = await import('@ordena/service-order-stream');
  const { readConfig } = await import('@ordena/service-kit');
  const config = readConfig(kafkaConfigSchema);
  await interruptible(async (signal) => {
    const events = await KafkaEvents.connect({ ...kafkaSettings(config), clientId: 'ordena-cli' });
    try {
      await work(events, topicsWithPrefix(config.ORDENA_STREAM_TOPIC_PREFIX), signal);
    } finally {
      await events.close();
    }
  });
}

async function eachRecord(
  events: EventBus,
  topic: string,
  { from, until, follow, limit, signal }: LookOptions & { signal: AbortSignal },
  take: (record: IncomingRecord) => Promise<void>,
): Promise<void> {
  const scan = events.scan(topic, {
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
    ...(follow === undefined ? {} : { follow }),
    signal,
  });
  let count = 0;
  for await (const record of scan) {
    await take(record);
    if (++count === limit) return;
  }
}
