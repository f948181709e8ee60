import type { Checkpoint, GroupOptions, PartitionLease, PartitionWorker } from './bus.js';
import { EventsError } from './errors.js';
import type { MemoryPartition } from './memory-topic.js';

const FETCH = 200;

/** A reader of a group: what it was given and what it opens with it. */
export interface Member {
  open: (lease: PartitionLease) => PartitionWorker;
  leases: Map<number, MemoryLease>;
}

/** What a lease needs of its bus. */
export interface LeaseHost {
  commit(lease: MemoryLease, commit: Parameters<PartitionLease['commit']>[0]): void;
}

/** One partition in the hands of one reader. */
export class MemoryLease implements PartitionLease {
  private readonly gone = new AbortController();
  private paused = false;
  private next: number;
  private scheduled = false;
  readonly signal: AbortSignal = this.gone.signal;
  worker: PartitionWorker | undefined;

  constructor(
    readonly topic: string,
    readonly partition: number,
    readonly group: string,
    readonly start: Checkpoint,
    private readonly data: MemoryPartition,
    private readonly host: LeaseHost,
  ) {
    this.next = start.offset;
  }

  commit(commit: Parameters<PartitionLease['commit']>[0]): Promise<void> {
    return Promise.resolve().then(() => {
      if (this.signal.aborted)
        throw new EventsError('LEASE_LOST', `partition ${this.partition} of ${this.topic} was taken away`);
      this.host.commit(this, commit);
    });
  }

  pause(): void {
    this.paused = true;
  }

  resume(): void {
    this.paused = false;
    this.wake();
  }

  /** Hands over what is new, soon. */
  wake(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      if (this.paused || this.signal.aborted || this.worker === undefined) return;
      const records = this.data.read(this.next, FETCH);
      const last = records.at(-1);
      if (last === undefined) return;
      this.next = last.offset + 1;
      this.worker.push(records);
      this.wake();
    });
  }

  /** Lets the worker finish, then takes the partition away. */
  async end(): Promise<void> {
    this.paused = true;
    await this.worker?.close();
    this.gone.abort();
  }
}

/** The readers of one topic under one group name, and how far they are. */
export class MemoryGroup {
  readonly committed = new Map<number, Checkpoint>();
  private readonly members = new Set<Member>();
  private turn = Promise.resolve();

  constructor(
    private readonly topic: string,
    private readonly partitions: readonly MemoryPartition[],
    private readonly options: GroupOptions,
    private readonly host: LeaseHost,
  ) {}

  join(member: Member): Promise<void> {
    this.members.add(member);
    return this.rebalance();
  }

  async leave(member: Member): Promise<void> {
    this.members.delete(member);
    await this.rebalance([member]);
  }

  wake(): void {
    for (const { leases } of this.members) for (const lease of leases.values()) lease.wake();
  }

  /** The first record of a partition that is not done. */
  place(partition: number): Checkpoint {
    const data = this.partitions[partition];
    const begin = this.options.fromBeginning === false ? data?.end : data?.start;
    const committed = this.committed.get(partition) ?? { offset: begin ?? 0, metadata: '' };
    this.committed.set(partition, committed);
    return committed;
  }

  /** Shares the partitions out in turn. One rebalance at a time: each waits for workers to finish. */
  private rebalance(left: readonly Member[] = []): Promise<void> {
    this.turn = this.turn.then(async () => {
      const members = [...this.members];
      const owners = this.partitions.map((_, i) => members[i % Math.max(1, members.length)]);
      for (const member of [...members, ...left]) {
        const lost = [...member.leases].filter(([partition]) => owners[partition] !== member);
        await Promise.all(lost.map(([, lease]) => lease.end()));
        for (const [partition] of lost) member.leases.delete(partition);
      }
      owners.forEach((member, partition) => {
        if (member !== undefined && !member.leases.has(partition)) this.give(member, partition);
      });
    });
    return this.turn;
  }

  private give(member: Member, partition: number): void {
    const data = this.partitions[partition];
    if (data === undefined) return;
    const { topic, host, options } = this;
    const lease = new MemoryLease(topic, partition, options.group, this.place(partition), data, host);
    member.leases.set(partition, lease);
    lease.worker = member.open(lease);
    lease.wake();
  }
}
