#!/usr/bin/env node
/**
 * Medians of open-to-merge per repository and year of the merge (UTC), in seconds, from files of pull requests without quoting
 * and with times in Unix seconds. It shares no code with the product: node test/independent/csv-medians.mjs FILE…
 */
import { readFileSync } from 'node:fs';
import { percentile } from './percentile.mjs';

const files = process.argv.slice(2);
if (files.length === 0) {
  console.error('Usage: node test/independent/csv-medians.mjs FILE…');
  process.exit(2);
}

const rows = files.flatMap(readRows);
const durations = new Map();
for (const { repository, created_at: opened, merged_at: merged } of rows) {
  if (merged === '' || Number(merged) < Number(opened)) continue;
  const year = new Date(Number(merged) * 1000).getUTCFullYear();
  const key = JSON.stringify([repository, year]);
  durations.set(key, [...(durations.get(key) ?? []), Number(merged) - Number(opened)]);
}

const medians = {};
for (const key of [...durations.keys()].sort()) {
  const [repository, year] = JSON.parse(key);
  const values = durations.get(key);
  medians[repository] = { ...medians[repository], [year]: { merged: values.length, median: percentile(values, 0.5) } };
}
console.log(JSON.stringify({ pullRequests: rows.length, medians }, null, 2));

function readRows(file) {
  const [header, ...lines] = readFileSync(file, 'utf8').split(/\r?\n/).filter(Boolean);
  const columns = header.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, index) => [columns[index], cell])));
}
