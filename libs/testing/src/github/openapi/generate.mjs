/**
 * Takes the schemas of the answers that the stand-in GitHub serves out of GitHub's OpenAPI description, into one file. The
 * description is 385 MB unpacked, so it is no dependency: `npm run generate:github` fetches it for the time of this script.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));
const TARGET = join(HERE, 'github-answers.generated.json');
/** Says nothing about which answers are valid. */
const WORDS = 'title description example examples externalDocs deprecated readOnly default discriminator'.split(' ');
const REFERENCE = '#/components/schemas/';
/** Where the description asks for what GitHub never answers: an account that is a user and an enterprise at once. */
const MENDED = { 'GET /app/installations': { type: 'array', items: { $ref: `${REFERENCE}installation` } } };

/** npm puts the package's folder of executables first in the path; the package itself lies beside it. */
function packageFolder() {
  const executables = process.env.PATH.split(':').find((path) => path.includes('/_npx/'));
  if (!executables) throw new Error('Run this by `npm run generate:github`, which fetches @octokit/openapi for it.');
  return join(executables, '..', '@octokit', 'openapi');
}

function toJsonSchema(node, isNameOfProperty = false) {
  if (Array.isArray(node)) return node.map((each) => toJsonSchema(each));
  if (node === null || typeof node !== 'object') return node;
  const entries = Object.entries(node).filter(
    ([key]) => isNameOfProperty || (!WORDS.includes(key) && !key.startsWith('x-') && key !== 'nullable'),
  );
  const schema = Object.fromEntries(entries.map(([key, value]) => [key, toJsonSchema(value, key === 'properties')]));
  if (isNameOfProperty) return schema;
  if (typeof schema.$ref === 'string') schema.$ref = schema.$ref.replace(REFERENCE, 'github.json#/$defs/');
  return node.nullable === true ? orNull(schema) : schema;
}

/** OpenAPI 3.0 says `nullable: true`; JSON Schema says it by the type. */
function orNull(schema) {
  if (schema.enum) return { anyOf: [schema, { type: 'null' }] };
  if (typeof schema.type === 'string') return { ...schema, type: [schema.type, 'null'] };
  return { anyOf: [schema, { type: 'null' }] };
}

function addReferenced(schema, components, definitions) {
  for (const [, name] of JSON.stringify(schema).matchAll(/"github.json#\/\$defs\/([^"]+)"/g)) {
    if (definitions[name]) continue;
    definitions[name] = toJsonSchema(components[name]);
    addReferenced(definitions[name], components, definitions);
  }
}

function answerOf(endpoint, document) {
  const [method, path] = endpoint.split(' ');
  const operation = document.paths[path]?.[method.toLowerCase()];
  if (!operation) throw new Error(`GitHub's description has no ${endpoint}.`);
  const [status, response] = Object.entries(operation.responses).find(([code]) => code.startsWith('2'));
  const schema = MENDED[endpoint] ?? response.content['application/json'].schema;
  return [endpoint, { status: Number(status), schema: toJsonSchema(schema) }];
}

const folder = packageFolder();
const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
const document = JSON.parse(readFileSync(join(folder, 'generated/api.github.com.json'), 'utf8'));
const answers = JSON.parse(readFileSync(join(HERE, 'endpoints.json'), 'utf8')).map((each) => answerOf(each, document));
const $defs = { 'basic-error': toJsonSchema(document.components.schemas['basic-error']) };
addReferenced(answers, document.components.schemas, $defs);
const text = JSON.stringify({ from: `@octokit/openapi@${version}`, answers: Object.fromEntries(answers), $defs });
writeFileSync(TARGET, `${text}\n`);
console.log(`${TARGET}: ${answers.length} answers, ${Object.keys($defs).length} schemas, ${text.length} bytes`);
