import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type Player, playRounds } from './rounds.js';

/** Brings its name so many times. */
function player(name: string, turns: number, log: string[] = []): Player<string> {
  let left = turns;
  return {
    takeTurn: async () => {
      log.push(name);
      await wait(1);
      left -= 1;
      return left < 0 ? null : name;
    },
  };
}

async function collect(players: Player<string>[], atOnce: number): Promise<string[]> {
  const brought: string[] = [];
  for await (const each of playRounds(players, atOnce)) brought.push(each);
  return brought;
}

describe('Rounds', () => {
  it('give nobody a second turn before everybody had one', async () => {
    const brought = await collect([player('large', 5), player('b', 1), player('c', 1), player('d', 2)], 1);
    expect(brought).toEqual(['large', 'b', 'c', 'd', 'large', 'd', 'large', 'large', 'large']);
  });

  it('are played by a few at once and never by more', async () => {
    let underWay = 0;
    let most = 0;
    const busy = (): Player<string> => {
      let left = 3;
      return {
        takeTurn: async () => {
          underWay += 1;
          most = Math.max(most, underWay);
          await wait(2);
          underWay -= 1;
          left -= 1;
          return left < 0 ? null : 'x';
        },
      };
    };
    expect(await collect(Array.from({ length: 9 }, busy), 4)).toHaveLength(27);
    expect(most).toBe(4);
  });

  it('end with the first that throws, after what was under way', async () => {
    const log: string[] = [];
    const failing: Player<string> = { takeTurn: () => Promise.reject(new Error('over')) };
    const brought: string[] = [];
    const play = async () => {
      for await (const each of playRounds([failing, player('a', 9, log), player('b', 9, log)], 2)) brought.push(each);
    };
    await expect(play()).rejects.toThrow('over');
    expect(brought).toEqual(['a']);
    expect(log).toEqual(['a']);
  });
});
