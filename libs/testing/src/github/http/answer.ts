/** What goes back over HTTP. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  /** Text is sent as it is, anything else as JSON. */
  body: unknown;
}

/** GitHub says no: thrown where that is found out, sent as it is. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
    /** The type of the error where it is said in GraphQL. */
    readonly type: string = 'FORBIDDEN',
    readonly more: { headers?: Record<string, string>; body?: object; extensions?: object } = {},
  ) {
    super(message);
    this.name = 'Refusal';
  }

  toAnswer(): Answer {
    const documentation_url = 'https://docs.github.com/rest';
    const body = { message: this.message, documentation_url, status: String(this.status), ...this.more.body };
    return { status: this.status, headers: this.more.headers ?? {}, body };
  }
}

export const notFound = () => new Refusal(404, 'Not Found', 'NOT_FOUND');

/** The stand-in lacks something or breaks GitHub's own description: a fault of the test's world, never GitHub's. */
export class StandInMistake extends Error {
  constructor(message: string) {
    super(`The stand-in GitHub ${message}`);
    this.name = 'StandInMistake';
  }
}
