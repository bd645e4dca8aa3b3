import {
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

export type Variables = Readonly<Record<string, unknown>>;

interface Cost {
  /** Requests that GitHub would need to fill every connection. */
  requests: number;
  nodes: number;
}

const REQUESTS_PER_POINT = 100;

/** GitHub's documented formula: every connection is assumed to be full; what it takes to fill them, by the hundred. */
export function costOf(document: DocumentNode, variables: Variables): { points: number; nodes: number } {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const each of document.definitions)
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each);
  const total: Cost = { requests: 0, nodes: 0 };
  const walk = (set: SelectionSetNode | undefined, times: number) => {
    for (const field of fieldsOf(set, fragments, variables)) {
      const size = sizeOf(field, variables);
      if (size !== null) total.requests += times;
      if (size !== null) total.nodes += times * size;
      walk(field.selectionSet, times * (size ?? 1));
    }
  };
  for (const each of document.definitions) if (each.kind === Kind.OPERATION_DEFINITION) walk(each.selectionSet, 1);
  return { points: Math.max(1, Math.round(total.requests / REQUESTS_PER_POINT)), nodes: total.nodes };
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** With the fields of its fragments, wherever they are; without those that are left out this time. */
export function fieldsOf(set: SelectionSetNode | undefined, fragments: Fragments, variables: Variables): FieldNode[] {
  return (set?.selections ?? []).flatMap((each) => {
    if (isLeftOut(each, variables)) return [];
    if (each.kind === Kind.FIELD) return [each];
    if (each.kind === Kind.INLINE_FRAGMENT) return fieldsOf(each.selectionSet, fragments, variables);
    return fieldsOf(fragments.get(each.name.value)?.selectionSet, fragments, variables);
  });
}

/** `@include(if: false)`, `@skip(if: true)`. */
function isLeftOut({ directives = [] }: SelectionNode, variables: Variables): boolean {
  return directives.some(({ name, arguments: args = [] }) => {
    const value = args[0]?.value;
    const isTrue =
      value?.kind === Kind.VARIABLE
        ? variables[value.name.value] === true
        : value?.kind === Kind.BOOLEAN && value.value;
    return name.value === 'include' ? !isTrue : name.value === 'skip' && isTrue;
  });
}

function sizeOf(field: FieldNode, variables: Variables): number | null {
  const ids = argumentOf(field, 'ids', variables);
  if (Array.isArray(ids)) return ids.length;
  const size = argumentOf(field, 'first', variables) ?? argumentOf(field, 'last', variables);
  return size === undefined || size === null ? null : Number(size);
}

export function argumentOf(field: FieldNode, name: string, variables: Variables): unknown {
  const value = field.arguments?.find((each) => each.name.value === name)?.value;
  if (value?.kind === Kind.VARIABLE) return variables[value.name.value];
  if (value?.kind === Kind.LIST) return value.values;
  return value && 'value' in value ? value.value : undefined;
}
