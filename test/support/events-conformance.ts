import { setTimeout as sleep } from 'node:timers/promises';

import {
  decodeEvent,
  encodeEvent,
  type CloudEvent,
  type EventBus,
  type IncomingRecord,
  type PartitionLease,
  type PartitionWorker,
} from '@ordena/events';
import { expect, it } from 'vitest';

let count = 0;
/** A topic of its own for each test. */
function topicName(): string {
  return `topic-${Date.now()}-${count++}`;
}

function event(id: string): CloudEvent<{ n: string }> {
  return {
    specversion: '1.0',
    id,
    source: '/test',
    type: 'test.v1',
    time: '2026-01-02T03:04:05Z',
    data: { n: id },
  };
}

async function eventually(check: () => boolean, what: string, withinMs = 30_000): Promise<void> {
  for (const end = Date.now() + withinMs; !check();) {
    if (Date.now() > end) throw new Error(`not within ${withinMs} ms: ${what}`);
    await sleep(20);
  }
}

/** What a scan finds, as text. */
export async function valuesOf(bus: EventBus, topic: string): Promise<string[]> {
  const values: string[] = [];
  for await (const record of bus.scan(topic)) values.push(record.value?.toString() ?? '');
  return values;
}

/** Commits every record with a copy of it into another topic. */
class Copier implements PartitionWorker {
  constructor(
    private readonly lease: PartitionLease,
    private readonly into: string,
    private readonly seen: (record: IncomingRecord) => void,
  ) {}

  private work = Promise.resolve();

  push(records: readonly IncomingRecord[]): void {
    this.work = this.work.then(async () => {
      for (const record of records) {
        this.seen(record);
        const copy = { key: record.key, value: record.value ?? Buffer.alloc(0), headers: record.headers };
        const commit = {
          offset: record.offset + 1,
          metadata: `after ${record.offset}`,
          records: [{ topic: this.into, record: copy }],
        };
        if (!this.lease.signal.aborted) await this.lease.commit(commit).catch(() => undefined);
      }
    });
  }

  close(): Promise<void> {
    return this.work;
  }
}

/** What Kafka and memory have to do alike. */
export function describeEventBus(connect: () => Promise<EventBus>): void {
  it('hands events over in the order of their key, headers and key as they were', async () => {
    const bus = await connect();
    const topic = topicName();
    await bus.ensureTopics([{ topic }]);
    await bus.ensureTopics([{ topic }]);
    const got: { id: string; key: string | undefined }[] = [];
    await bus.subscribe(topic, { group: 'a' }, ({ record, event: read }) => {
      got.push({ id: read?.id ?? '?', key: record.key?.toString() });
      return Promise.resolve();
    });
    const ids = Array.from({ length: 40 }, (_, i) => `${i}`);
    await bus.publish(
      topic,
      ids.map((id) => ({ key: `k${Number(id) % 4}`, event: event(id) })),
    );
    await eventually(() => got.length >= 40, 'all events');
    for (const key of ['k0', 'k1', 'k2', 'k3']) {
      const own = got.filter((one) => one.key === key).map(({ id }) => Number(id));
      expect(own).toEqual([...own].sort((a, b) => a - b));
    }
    expect(new Set(got.map(({ id }) => id)).size).toBe(40);
    await bus.close();
  });

  it('hands an event over again when its handler fails, and says what is no event', async () => {
    const bus = await connect();
    const topic = topicName();
    await bus.ensureTopics([{ topic, partitions: 1 }]);
    const got: string[] = [];
    let failures = 0;
    await bus.subscribe(topic, { group: 'a' }, ({ event: read, fault }) => {
      if (read?.id === '1' && failures++ < 2) return Promise.reject(new Error('not now'));
      got.push(read?.id ?? fault?.code ?? '?');
      return Promise.resolve();
    });
    await bus.publish(topic, [{ key: null, event: event('1') }], 'binary');
    await bus.publishRecords(topic, [
      { key: null, value: Buffer.from('x'), headers: { 'content-type': 'application/cloudevents+json' } },
    ]);
    await eventually(() => got.length >= 2, 'both');
    expect(got).toEqual(['1', 'NOT_JSON']);
    expect(failures).toBe(3);
    await bus.close();
  });

  it('commits results and place together, and starts again at the place, with its note', async () => {
    const bus = await connect();
    const [from, into] = [topicName(), topicName()];
    await bus.ensureTopics([
      { topic: from, partitions: 1 },
      { topic: into, partitions: 1 },
    ]);
    const records = ['a', 'b', 'c'].map((id) => encodeEvent(event(id), { key: id }));
    await bus.publishRecords(from, records.slice(0, 2));
    let seen = 0;
    const first = await bus.consume(from, { group: 'g' }, (lease) => new Copier(lease, into, () => seen++));
    await eventually(() => seen >= 2, 'two records');
    await first.close();
    await bus.publishRecords(from, records.slice(2));
    expect([...(await bus.lag(from, 'g')).values()]).toEqual([1]);
    const starts: unknown[] = [];
    const offsets: number[] = [];
    const second = await bus.consume(from, { group: 'g' }, (lease) => {
      starts.push(lease.start);
      return new Copier(lease, into, ({ offset }) => offsets.push(offset));
    });
    await eventually(() => offsets.length >= 1, 'the third record');
    await second.close();
    expect(starts).toEqual([{ offset: offsets[0], metadata: expect.stringMatching(/^after \d$/) as string }]);
    const copies: string[] = [];
    for await (const record of bus.scan(into)) copies.push(decodeEvent(record).id);
    expect(copies).toEqual(['a', 'b', 'c']);
    await bus.close();
  });

  it('shares partitions between the readers of a group, and copies each record once', async () => {
    const bus = await connect();
    const other = bus;
    const [from, into] = [topicName(), topicName()];
    await bus.ensureTopics([
      { topic: from, partitions: 4 },
      { topic: into, partitions: 2 },
    ]);
    const join = (reader: EventBus) =>
      reader.consume(from, { group: 'g' }, (lease) => new Copier(lease, into, () => undefined));
    const first = await join(bus);
    const ids = Array.from({ length: 60 }, (_, i) => `${i}`);
    const publish = (some: string[]) =>
      bus.publish(
        from,
        some.map((id) => ({ key: id, event: event(id) })),
      );
    await publish(ids.slice(0, 30));
    await join(other);
    await publish(ids.slice(30, 45));
    await first.close();
    await publish(ids.slice(45));
    let copies: string[] = [];
    for (const end = Date.now() + 60_000; copies.length < 60 && Date.now() < end;) {
      copies = await valuesOf(bus, into);
      await sleep(100);
    }
    expect(copies.map((text) => (JSON.parse(text) as CloudEvent).id).sort()).toEqual([...ids].sort());
    await bus.close();
  });

  it('starts a new group at what comes next when asked to', async () => {
    const bus = await connect();
    const topic = topicName();
    await bus.ensureTopics([{ topic, partitions: 1 }]);
    await bus.publish(topic, [{ key: null, event: event('old') }]);
    const got: string[] = [];
    await bus.subscribe(topic, { group: 'new', fromBeginning: false }, ({ event: read }) => {
      got.push(read?.id ?? '?');
      return Promise.resolve();
    });
    for (let i = 0; got.length === 0 && i < 100; i++) {
      await bus.publish(topic, [{ key: null, event: event('new') }]);
      await sleep(200);
    }
    expect(new Set(got)).toEqual(new Set(['new']));
    await bus.close();
  });

  it('refuses a topic that is not there, and work after the end', async () => {
    const bus = await connect();
    await expect(bus.publish(topicName(), [{ key: null, event: event('x') }])).rejects.toMatchObject({
      code: 'TOPIC_MISSING',
    });
    await bus.close();
    await bus.close();
    await expect(bus.publish('x', [{ key: null, event: event('x') }])).rejects.toMatchObject({
      code: 'CLOSED',
    });
  });
}
