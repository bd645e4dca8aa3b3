/** Where the store tells what it does; a pino logger is one. */
export interface StoreLog {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

export const SILENT: StoreLog = { info: () => {}, warn: () => {}, error: () => {} };
