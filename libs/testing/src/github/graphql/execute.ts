import {
  execute,
  GraphQLError,
  Kind,
  parse,
  validate,
  type DocumentNode,
  type ExecutionResult,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
} from 'graphql';
import { Refusal, StandInMistake } from '../http/answer.js';
import type { World } from '../world/world.js';
import { argumentOf, costOf, fieldsOf, type Variables } from './cost.js';
import type { Asking } from './fields.js';
import { githubSchema } from './schema.js';

const MOST_NODES = 500_000;
const KEPT_DOCUMENTS = 200;

/** A request to `/graphql`, parsed and found to be a question that GitHub's schema allows. */
export interface Question {
  document: DocumentNode;
  variables: Variables;
  operation: string | null;
  cost: { points: number; nodes: number };
}

interface Problem {
  message: string;
  type?: string;
  path?: readonly (string | number)[];
  locations?: unknown;
  extensions?: unknown;
}

export interface GraphqlBody {
  data?: unknown;
  errors?: Problem[];
}

const checked = new Map<string, DocumentNode | GraphqlBody>();

/** The question, or why GitHub refuses it. */
export function ask(query: string, variables: Variables): Question | GraphqlBody {
  const document = checked.get(query) ?? checkDocument(query);
  checked.set(query, document);
  if (checked.size > KEPT_DOCUMENTS) checked.delete(checked.keys().next().value ?? '');
  if (!('kind' in document)) return document;
  const definition = document.definitions.find(isOperation);
  const cost = costOf(document, { ...defaultsOf(definition), ...variables });
  if (cost.nodes > MOST_NODES) {
    const most = 'which exceeds the maximum limit of 500,000';
    const message = `This query requests up to ${cost.nodes.toLocaleString('en-US')} possible nodes ${most}.`;
    return { errors: [{ type: 'MAX_NODE_LIMIT_EXCEEDED', message }] };
  }
  return { document, variables, operation: definition?.name?.value ?? null, cost };
}

const isOperation = (node: { kind: string }): node is OperationDefinitionNode =>
  node.kind === Kind.OPERATION_DEFINITION;

function defaultsOf(definition: OperationDefinitionNode | undefined): Variables {
  const known = (definition?.variableDefinitions ?? []).filter(
    ({ defaultValue }) => defaultValue && 'value' in defaultValue,
  );
  return Object.fromEntries(
    known.map(({ variable, defaultValue }) => [
      variable.name.value,
      defaultValue && 'value' in defaultValue ? defaultValue.value : null,
    ]),
  );
}

function checkDocument(query: string): DocumentNode | GraphqlBody {
  try {
    const document = parse(query);
    const errors = validate(githubSchema(), document);
    return errors.length === 0 ? document : { errors: errors.map(toProblem) };
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [toProblem(error)] };
    throw error;
  }
}

/** Answers it; what breaks GitHub's schema is told to `onMistake`. */
export async function answerQuestion(
  { document, variables }: Question,
  asking: Asking,
  onMistake: (message: string) => void,
): Promise<GraphqlBody> {
  const result = await execute({ schema: githubSchema(), document, contextValue: asking, variableValues: variables });
  for (const { originalError, message } of result.errors ?? []) {
    if (originalError && !(originalError instanceof Refusal)) onMistake(message);
    if (!originalError && message.startsWith('Cannot return null')) onMistake(message);
  }
  return toBody(result);
}

function toBody({ data, errors }: ExecutionResult): GraphqlBody {
  return errors ? { data: data ?? null, errors: errors.map(toProblem) } : { data };
}

function toProblem({ message, path, locations, originalError }: GraphQLError): Problem {
  const refusal = originalError instanceof Refusal ? originalError : null;
  const type = refusal?.type ?? (originalError instanceof StandInMistake ? 'STAND_IN_MISTAKE' : undefined);
  return { type, path, extensions: refusal?.more.extensions, locations, message };
}

/** Which repositories a question names, by name or by the ids of what is theirs. */
export function repositoriesIn({ document, variables }: Question, world: World): string[] {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const each of document.definitions)
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each);
  const fields = fieldsOf(document.definitions.find(isOperation)?.selectionSet, fragments, variables);
  const read = (name: string) => fields.map((field) => argumentOf(field, name, variables));
  const names = fields
    .filter(({ name }) => name.value === 'repository')
    .map((field) => `${argumentOf(field, 'owner', variables)}/${argumentOf(field, 'name', variables)}`);
  const ids = [...read('id'), ...read('ids').flat()].map((id) => ownerOf(world, id));
  return [...new Set([...names, ...ids.filter((each) => each !== null)])];
}

function ownerOf(world: World, id: unknown): string | null {
  const text = typeof id === 'object' && id !== null && 'value' in id ? id.value : id;
  const node = typeof text === 'string' ? world.findNode(text) : null;
  if (!node) return null;
  const repository = ('repository' in node ? node.repository : node) as { nameWithOwner?: string };
  return repository.nameWithOwner ?? null;
}
