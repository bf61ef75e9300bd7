/**
 * Writes src/lib/api/schema.d.ts from the service's OpenAPI document, or with --check says whether it is out of date.
 * Usage: node scripts/types.js OPENAPI.json [--check]
 */
import { readFile, writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';

const TARGET = new URL('../src/lib/api/schema.d.ts', import.meta.url);
const HEADER = '/* Made from the OpenAPI document by `make web-types`; never edited by hand. */\n';
const [source, flag] = process.argv.slice(2);
if (source === undefined) throw new Error('name the OpenAPI document');

// What a client sees the most is left out: the same problem answer at every operation.
const document = JSON.parse(await readFile(source, 'utf-8'));
for (const path of Object.values(document.paths)) {
  for (const operation of Object.values(path)) {
    if (!operation.responses) continue;
    operation.responses = Object.fromEntries(Object.entries(operation.responses).filter(([status]) => status < '300'));
  }
}
const made = HEADER + astToString(await openapiTS(document, { alphabetize: true, defaultNonNullable: false }));
if (flag === '--check') {
  if (made !== (await readFile(TARGET, 'utf-8'))) {
    console.error('src/lib/api/schema.d.ts is not what the API says today: run `make web-types`');
    process.exit(1);
  }
} else {
  await writeFile(TARGET, made);
}
