import type { GrammarState } from './automaton.js';
import type { GrammarNode, NumberRule } from './grammar-node.js';
import type { Spelling } from './number-spellings.js';

/**
 * Before or inside a number of the text. It has no closing mark of its own: where a spelling is complete, what follows
 * the value may come as well as further digits.
 */
export class NumberState implements GrammarState {
  readonly isEnd = false;
  readonly key = undefined;
  private following: ReadonlyMap<number, GrammarState> | undefined;

  constructor(
    private readonly stateOf: (node: GrammarNode) => GrammarState,
    private readonly rule: NumberRule,
    private readonly spelling: Spelling,
  ) {}

  next(): ReadonlyMap<number, GrammarState> {
    this.following ??= this.follow();
    return this.following;
  }

  private follow(): ReadonlyMap<number, GrammarState> {
    const { stateOf, rule, spelling } = this;
    const next = new Map<number, GrammarState>(spelling.isEnd ? stateOf(rule.after).next() : []);
    for (const [byte, further] of spelling.next) {
      next.set(byte, new NumberState(stateOf, rule, further));
    }
    return next;
  }
}
