import pinoPretty from 'pino-pretty';

/** One line per entry on standard error, for a person at a terminal. */
export function pretty(): NodeJS.WritableStream {
  return pinoPretty({
    destination: 2,
    sync: true,
    ignore: 'pid,role,time,req,res,trace,context',
    messageFormat: '{msg}',
    hideObject: true,
  });
}
