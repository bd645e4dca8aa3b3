/** What other programs rely on. */
export const EXIT = { DONE: 0, FAILED: 1, WRONG_USE: 2 } as const;

/** The command was written wrongly: exit code 2. */
export class WrongUse extends Error {}

/** The command failed and has said why; nothing is to be added. */
export class Failed extends Error {}
