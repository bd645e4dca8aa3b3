import type { Hint } from '@weir/sources';
import { describe, expect, it } from 'vitest';
import { HintBatches, unite } from './hint-batches.js';

const pull = (number: number, repository = 'acme/shop'): Hint => ({
  repository,
  about: { kind: 'PULL_REQUEST', number },
});

/** A promise, and how to fulfil it. */
function gate(): { opened: Promise<void>; open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

describe('hints', () => {
  it('name each thing once, however its repository is spelled', () => {
    const release: Hint = { repository: 'acme/shop', about: { kind: 'RELEASE', id: '1' } };
    expect(unite([pull(1), pull(2)], [pull(1, 'Acme/Shop'), release, release])).toEqual([pull(1), pull(2), release]);
  });

  it('do not take a thing of one kind for one of another', () => {
    const issue: Hint = { repository: 'acme/shop', about: { kind: 'ISSUE', number: 1 } };
    expect(unite([pull(1), issue])).toHaveLength(2);
  });

  it('of a moment are handled together, source by source, and answered once they are', async () => {
    const handled: [string, Hint[]][] = [];
    const moment = gate();
    const batches = new HintBatches(
      async (sourceId, hints) => void handled.push([sourceId, hints]),
      () => moment.opened,
    );
    const answers = [batches.add('a', [pull(1)]), batches.add('b', [pull(1)]), batches.add('a', [pull(2), pull(1)])];
    expect(handled).toEqual([]);
    moment.open();
    await Promise.all(answers);
    expect(handled).toEqual([
      ['a', [pull(1), pull(2)]],
      ['b', [pull(1)]],
    ]);
  });

  it('that come while others of their source are handled wait for these, together', async () => {
    const handled: Hint[][] = [];
    const first = gate();
    const batches = new HintBatches(
      async (_source, hints) => {
        handled.push(hints);
        if (handled.length === 1) await first.opened;
      },
      () => Promise.resolve(),
    );
    const before = batches.add('a', [pull(1)]);
    await new Promise((resolve) => setImmediate(resolve));
    const after = [batches.add('a', [pull(2)]), batches.add('a', [pull(3)])];
    await new Promise((resolve) => setImmediate(resolve));
    expect(handled).toEqual([[pull(1)]]);
    first.open();
    await Promise.all([before, ...after]);
    expect(handled).toEqual([[pull(1)], [pull(2), pull(3)]]);
  });

  it('that could not be handled are told to whoever added them, and keep no others', async () => {
    let isBroken = true;
    const batches = new HintBatches(
      async () => {
        if (isBroken) throw new Error('no database');
      },
      () => Promise.resolve(),
    );
    await expect(batches.add('a', [pull(1)])).rejects.toThrow('no database');
    isBroken = false;
    await expect(batches.add('a', [pull(1)])).resolves.toBeUndefined();
  });
});
