import { lazy, Suspense } from 'react';
import { useDeferred } from '../../ui/deferred.js';
import { Chip } from './chip.js';
import { chipValue, FACETS } from './facets.js';
import type { ListFilter } from './search.js';
import type { Filters } from './use-filters.js';

export interface FacetChipProps {
  name: ListFilter;
  filters: Filters;
  /** Just asked for under "More filters": opens at once. */
  isNew?: boolean;
}

const load = () => import('./facet-picker.js');
const FacetPicker = lazy(load);

/** Several values of one dimension. */
export function FacetChip(props: FacetChipProps) {
  const { isWanted, arm } = useDeferred('listbox', load);
  const chosen = props.filters.search[props.name] ?? [];
  const { title } = FACETS[props.name];
  const value = chipValue(chosen);
  const chip = (
    <Chip
      name={title}
      value={value}
      aria-label={`${title} ${value}`}
      isSet={chosen.length > 0}
      title={chosen.length > 0 ? chosen.join('\n') : undefined}
    />
  );
  if (!isWanted && !props.isNew) return arm(chip);
  return (
    <Suspense fallback={chip}>
      <FacetPicker {...props} trigger={chip} />
    </Suspense>
  );
}
