import pg from 'pg';

const { builtins, getTypeParser } = pg.types;
const parseDate = getTypeParser(builtins.TIMESTAMPTZ);

/** Instants are epoch milliseconds everywhere in Weir, and counts are plain numbers (ours stay far below 2^53). */
export const TYPE_PARSERS: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (oid === builtins.TIMESTAMPTZ) return (text: string) => Number(parseDate(text));
    if (oid === builtins.INT8) return Number;
    return getTypeParser(oid, format ?? 'text');
  },
} as pg.CustomTypesConfig;
