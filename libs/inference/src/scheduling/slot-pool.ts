/** Hands out cache slots, the lowest free one first: rows of a step then lie close together. */
export class SlotPool {
  private readonly taken: boolean[];

  constructor(slots: number) {
    this.taken = new Array<boolean>(slots).fill(false);
  }

  get free(): number {
    return this.taken.filter((taken) => !taken).length;
  }

  /** A slot, or undefined when all are taken. */
  acquire(): number | undefined {
    const slot = this.taken.indexOf(false);
    if (slot < 0) return undefined;
    this.taken[slot] = true;
    return slot;
  }

  /** @throws RangeError for a slot that is not taken: giving one back twice would lend it to two sequences. */
  release(slot: number): void {
    if (this.taken[slot] !== true) throw new RangeError(`slot ${slot} is not taken`);
    this.taken[slot] = false;
  }
}
