import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { readFileSync } from 'node:fs';

interface Published {
  /** The package and version it was taken from. */
  from: string;
  answers: Record<string, { status: number; schema: object }>;
  $defs: object;
}

const published = JSON.parse(
  readFileSync(new URL('./github-answers.generated.json', import.meta.url), 'utf8'),
) as Published;

const ajv = new Ajv({ strict: false, logger: false, inlineRefs: false, code: { optimize: false } });
addFormats.default(ajv);
ajv.addSchema({ $id: 'github.json', $defs: published.$defs });

const compiled = new Map<string, ReturnType<typeof ajv.compile>>();

/** The endpoints the stand-in serves, as `GET /repos/{owner}/{repo}`. */
export const ENDPOINTS = Object.keys(published.answers).filter((name) => !name.startsWith('WEBHOOK '));

export const statusOf = (endpoint: string) => published.answers[endpoint]?.status ?? 200;

/** What about this answer is against GitHub's OpenAPI description; null when nothing is. */
export function checkAnswer(endpoint: string, body: unknown): string | null {
  const answer = published.answers[endpoint];
  if (!answer) return `${endpoint} is not in ${published.from} as far as it was taken; see openapi/endpoints.json.`;
  const check = compiled.get(endpoint) ?? ajv.compile(answer.schema);
  compiled.set(endpoint, check);
  return check(body) ? null : `${endpoint}: ${ajv.errorsText(check.errors)}`;
}
