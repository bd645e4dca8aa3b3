import { RecordsAndFacts1700000000001 } from '../migrations/1-records-and-facts.js';
import { Figures1700000000002 } from '../migrations/2-figures.js';
import { FactsByRepository1700000000003 } from '../migrations/3-facts-by-repository.js';
import { CoveringIndexes1700000000004 } from '../migrations/4-covering-indexes.js';
import { GitHub1700000000005 } from '../migrations/5-github.js';
import { WhatIsSent1700000000006 } from '../migrations/6-what-is-sent.js';

/** In the order of their numbers. Forward only: a published one is never changed. */
export const MIGRATIONS = [
  RecordsAndFacts1700000000001,
  Figures1700000000002,
  FactsByRepository1700000000003,
  CoveringIndexes1700000000004,
  GitHub1700000000005,
  WhatIsSent1700000000006,
];
