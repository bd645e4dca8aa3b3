import type { Dimension } from '../../graphql/generated/graphql.js';
import type { ListFilter } from './search.js';

/** The filters that hold several values of one dimension. */
export const FACETS: Record<ListFilter, { title: string; plural: string; dimension: Dimension }> = {
  repository: { title: 'Repository', plural: 'repositories', dimension: 'REPOSITORY' },
  service: { title: 'Service', plural: 'services', dimension: 'SERVICE' },
  team: { title: 'Team', plural: 'teams', dimension: 'TEAM' },
  author: { title: 'Author', plural: 'authors', dimension: 'AUTHOR' },
  label: { title: 'Label', plural: 'labels', dimension: 'LABEL' },
};

/** "All", a short name, or the first and how many more. */
export function chipValue(chosen: readonly string[]): string {
  const [first, ...more] = chosen;
  if (first === undefined) return 'All';
  const short = first.split('/').at(-1) ?? first;
  return more.length === 0 ? short : `${short} +${more.length}`;
}
