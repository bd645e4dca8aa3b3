/** Everything in the repository that a program writes: how to make it again, and where it lies. */
export const GENERATED = [];
