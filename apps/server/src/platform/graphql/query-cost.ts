import {
  type DocumentNode,
  type GraphQLSchema,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  getVariableValues,
} from 'graphql';
import { getComplexity, type ComplexityEstimatorArgs } from 'graphql-query-complexity';
import { WeirError, badInput } from '../errors/weir-error.js';

/** As a page of the interface asks: a few hundred. This refuses what would load tens of thousands of objects. */
const MAX_COST = 20_000;
export const MAX_PAGE = 200;
/** A metric is a statement over the facts; an object of a list is not. */
const COST_OF: Record<string, number> = { metric: 50, valueStream: 50, histogram: 20, inspectPath: 50 };

interface Request {
  schema: GraphQLSchema;
  document: DocumentNode;
  /** Null when they are not known yet: only what is written in the document is checked then. */
  variables: Record<string, unknown> | null | undefined;
  operationName: string | undefined;
}

/** Refuses, before anything runs: variables of the wrong type, pages beyond the limit, and queries that cost too much. */
export function checkCost(request: Request): void {
  checkVariables(request);
  const cost = costOf(request);
  if (cost <= MAX_COST) return;
  throw new WeirError(
    'QUERY_TOO_COMPLEX',
    `This query could load about ${cost} objects; ${MAX_COST} are allowed. Ask for fewer per page, or for less in each.`,
  );
}

/** Mercurius leaves out this check when it compiles a query, so an invalid variable would be answered differently each time. */
function checkVariables({ schema, document, variables, operationName }: Request): void {
  const operation = operationOf(document, operationName);
  if (operation === undefined || variables === null) return;
  const { errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables ?? {});
  if (errors) throw badInput(fieldOf(errors[0]), errors[0]?.message ?? 'A variable is invalid.');
}

function operationOf(document: DocumentNode, name: string | undefined): OperationDefinitionNode | undefined {
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  return name ? operations.find((node) => node.name?.value === name) : operations[0];
}

/** `Variable "$query" got invalid value … at "query.range.from"; …` */
function fieldOf(error: GraphQLError | undefined): string {
  const message = error?.message ?? '';
  return /at "([^"]+)"/.exec(message)?.[1] ?? /"\$([^"]+)"/.exec(message)?.[1] ?? 'variables';
}

function costOf({ schema, document, operationName, variables }: Request): number {
  try {
    return getComplexity({
      schema,
      query: document,
      variables: variables ?? {},
      operationName,
      estimators: [estimate],
    });
  } catch (error) {
    if (error instanceof WeirError) throw error;
    throw new WeirError('BAD_USER_INPUT', (error as Error).message, { cause: error });
  }
}

function estimate({ field, args, childComplexity }: ComplexityEstimatorArgs): number {
  const { first, bins, queries } = args as { first?: unknown; bins?: unknown; queries?: unknown };
  if (typeof bins === 'number' && (bins < 1 || bins > MAX_PAGE))
    throw badInput('bins', `bins must be 1 to ${MAX_PAGE}, not ${bins}.`);
  const own = COST_OF[field.name] ?? 1;
  if (Array.isArray(queries)) return queries.length * ((COST_OF.metric ?? 1) + childComplexity);
  return own + childComplexity * pageSize(first);
}

function pageSize(first: unknown): number {
  if (first === undefined || first === null) return 1;
  if (typeof first === 'number' && first >= 1 && first <= MAX_PAGE) return first;
  throw badInput('first', `first must be 1 to ${MAX_PAGE}, not ${String(first)}. Use \`after\` for the next page.`);
}
