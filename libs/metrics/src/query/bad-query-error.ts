/** A query that asks for something that has no meaning; `field` is where, as in `range.from`. Clients see it as BAD_USER_INPUT. */
export class BadQueryError extends Error {
  readonly code = 'BAD_USER_INPUT';

  constructor(
    readonly field: string,
    message: string,
  ) {
    super(message);
    this.name = 'BadQueryError';
  }
}
