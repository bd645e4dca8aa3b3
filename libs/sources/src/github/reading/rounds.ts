/** How many repositories are read at once, under one budget of requests. */
const AT_ONCE = 4;

/** Somebody who takes turns: each brings something, until there is nothing left. */
export interface Player<T> {
  /** Null when nothing is left to do. */
  takeTurn(): Promise<T | null>;
}

/**
 * Players take turns, in the order given, a few at once. Nobody has a second turn before everybody who waits has had one, so
 * the small are done early and the large starve nobody. What the turns bring comes in the order they end. After a turn that
 * throws, no new ones begin; what those under way bring is still yielded, then the error is thrown.
 */
export async function* playRounds<T>(players: readonly Player<T>[], atOnce = AT_ONCE): AsyncGenerator<T> {
  const waiting = [...players];
  const underWay = new Map<Player<T>, Promise<Ended<T>>>();
  let failure: { error: unknown } | null = null;
  for (;;) {
    while (failure === null && underWay.size < atOnce && waiting.length > 0)
      begin(waiting.shift() as Player<T>, underWay);
    if (underWay.size === 0) break;
    const ended = await Promise.race(underWay.values());
    underWay.delete(ended.player);
    if ('error' in ended) failure ??= { error: ended.error };
    else if (ended.brought !== null) {
      yield ended.brought;
      waiting.push(ended.player);
    }
  }
  if (failure !== null) throw failure.error;
}

type Ended<T> = { player: Player<T>; brought: T | null } | { player: Player<T>; error: unknown };

function begin<T>(player: Player<T>, underWay: Map<Player<T>, Promise<Ended<T>>>): void {
  const turn = player.takeTurn().then(
    (brought): Ended<T> => ({ player, brought }),
    (error: unknown): Ended<T> => ({ player, error }),
  );
  underWay.set(player, turn);
}
