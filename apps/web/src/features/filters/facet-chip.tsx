import { Combobox } from '@base-ui/react/combobox';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { formatCount } from '@weir/metrics';
import type { Dimension, FacetsQuery } from '../../graphql/generated/graphql.js';
import { request } from '../../graphql/request.js';
import floating from '../../ui/floating.module.css';
import { Chip } from './chip.js';
import { FacetsDocument } from './facets-query.js';
import styles from './filters.module.css';
import type { ListFilter } from './search.js';
import type { Filters } from './use-filters.js';

type Facet = FacetsQuery['facets'][number];

const CHIPS: Record<ListFilter, { title: string; plural: string; dimension: Dimension }> = {
  repository: { title: 'Repository', plural: 'repositories', dimension: 'REPOSITORY' },
  service: { title: 'Service', plural: 'services', dimension: 'SERVICE' },
  author: { title: 'Author', plural: 'authors', dimension: 'AUTHOR' },
  label: { title: 'Label', plural: 'labels', dimension: 'LABEL' },
};

interface FacetChipProps {
  name: ListFilter;
  filters: Filters;
  /** Just asked for under "More filters": opens at once. */
  isNew?: boolean;
}

/** Several values of one dimension, searched on the server. */
export function FacetChip({ name, filters: { search, set }, isNew }: FacetChipProps) {
  const { title, plural, dimension } = CHIPS[name];
  const chosen = search[name] ?? [];
  const [isOpen, setOpen] = useState(isNew ?? false);
  const [text, setText] = useState('');
  const facets = useFacets(dimension, useDeferredValue(text.trim()), isOpen);
  const found = facets.data?.facets ?? [];
  return (
    <Combobox.Root
      multiple
      open={isOpen}
      onOpenChange={setOpen}
      items={found}
      filter={null}
      value={chosen.map((key) => found.find((facet) => facet.key === key) ?? { key, label: key, count: 0 })}
      onValueChange={(next: Facet[]) => set({ [name]: next.length > 0 ? next.map(({ key }) => key).sort() : undefined })}
      inputValue={text}
      onInputValueChange={setText}
      itemToStringLabel={({ label }: Facet) => label}
      isItemEqualToValue={(a: Facet, b: Facet) => a.key === b.key}
    >
      <Combobox.Trigger
        render={<Chip name={title} value={chipValue(chosen)} isSet={chosen.length > 0} title={chosen.join('\n')} />}
      />
      <Combobox.Portal>
        <Combobox.Positioner className={floating.positioner} align="start" sideOffset={6} collisionPadding={8}>
          <Combobox.Popup className={`${floating.popup} ${styles.picker}`} aria-label={title}>
            <Combobox.Input className={styles.search} placeholder={`Search ${plural}`} aria-label={`Search ${plural}`} />
            <Combobox.Empty>
              {!facets.isPending && (
                <p className={styles.none}>{facets.isError ? facets.error.message : `No ${plural} found.`}</p>
              )}
            </Combobox.Empty>
            <Combobox.List className={styles.options}>
              {(facet: Facet) => (
                <Combobox.Item key={facet.key} value={facet} className={styles.option}>
                  <span className={styles.tick} aria-hidden>
                    <Check size={11} strokeWidth={3} />
                  </span>
                  <span className={styles.optionName}>{facet.label}</span>
                  <span className={styles.count}>{formatCount(facet.count)}</span>
                </Combobox.Item>
              )}
            </Combobox.List>
            {chosen.length > 0 && (
              <div className={styles.pickerFoot}>
                <span>{formatCount(chosen.length)} chosen</span>
                <button type="button" className={styles.clear} onClick={() => set({ [name]: undefined })}>
                  Show all
                </button>
              </div>
            )}
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  );
}

function useFacets(dimension: Dimension, search: string, isEnabled: boolean) {
  return useQuery({
    queryKey: ['facets', dimension, search],
    queryFn: ({ signal }) => request(FacetsDocument, { dimension, search: search === '' ? null : search }, signal),
    enabled: isEnabled,
    placeholderData: keepPreviousData,
  });
}

/** "All", a short name, or the first and how many more. */
function chipValue(chosen: readonly string[]): string {
  const [first, ...more] = chosen;
  if (first === undefined) return 'All';
  const short = first.split('/').at(-1) ?? first;
  return more.length === 0 ? short : `${short} +${more.length}`;
}
