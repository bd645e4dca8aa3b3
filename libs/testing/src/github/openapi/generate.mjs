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
/** From how many characters on a repeated schema is written once. */
const LONG = 80;
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

/** Of an endpoint what it answers with success, of a webhook what GitHub sends. */
function bodyOf(method, path, document) {
  if (method === 'WEBHOOK') return { status: 200, body: document['x-webhooks'][path]?.post.requestBody };
  const responses = document.paths[path]?.[method.toLowerCase()]?.responses ?? {};
  const [status, body] = Object.entries(responses).find(([code]) => code.startsWith('2')) ?? [];
  return { status: Number(status), body };
}

function answerOf(endpoint, document) {
  const { status, body } = bodyOf(...endpoint.split(' '), document);
  if (!body) throw new Error(`GitHub's description has no ${endpoint}.`);
  return [endpoint, { status, schema: toJsonSchema(MENDED[endpoint] ?? body.content['application/json'].schema) }];
}

/** What is written out again and again (a user, an App) is written once. */
function shareRepeated(schemas, definitions) {
  const seen = new Map();
  const count = (schema) => {
    const text = JSON.stringify(schema);
    if (text.length >= LONG) seen.set(text, (seen.get(text) ?? 0) + 1);
    return mapParts(schema, count);
  };
  const names = new Map();
  const share = (schema) => {
    const text = JSON.stringify(schema);
    if (!((seen.get(text) ?? 0) > 1)) return mapParts(schema, share);
    const name = names.get(text) ?? `repeated-${names.size + 1}`;
    if (!names.has(text)) {
      names.set(text, name);
      definitions[name] = mapParts(schema, share);
    }
    return { $ref: `github.json#/$defs/${name}` };
  };
  schemas.forEach(count);
  return schemas.map((schema) => mapParts(schema, share));
}

/** The schema with every schema directly in it changed. */
function mapParts(schema, change) {
  const mapped = { ...schema };
  for (const key of ['items', 'additionalProperties', 'not']) {
    if (mapped[key] && typeof mapped[key] === 'object') mapped[key] = change(mapped[key]);
  }
  for (const key of ['anyOf', 'oneOf', 'allOf']) if (mapped[key]) mapped[key] = mapped[key].map((each) => change(each));
  if (mapped.properties) {
    const properties = Object.entries(mapped.properties).map(([name, each]) => [name, change(each)]);
    mapped.properties = Object.fromEntries(properties);
  }
  return mapped;
}

const folder = packageFolder();
const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
const document = JSON.parse(readFileSync(join(folder, 'generated/api.github.com.json'), 'utf8'));
const answers = JSON.parse(readFileSync(join(HERE, 'endpoints.json'), 'utf8')).map((each) => answerOf(each, document));
const definitions = {};
addReferenced(answers, document.components.schemas, definitions);
const [names, $defs] = [Object.keys(definitions), {}];
const shared = shareRepeated([...Object.values(definitions), ...answers.map(([, { schema }]) => schema)], $defs);
names.forEach((name, index) => ($defs[name] = shared[index]));
answers.forEach(([, answer], index) => (answer.schema = shared[names.length + index]));
const text = JSON.stringify({ from: `@octokit/openapi@${version}`, answers: Object.fromEntries(answers), $defs });
writeFileSync(TARGET, `${text}\n`);
console.log(`${TARGET}: ${answers.length} answers, ${Object.keys($defs).length} schemas, ${text.length} bytes`);
