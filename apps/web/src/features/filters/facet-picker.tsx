import { Combobox } from '@base-ui/react/combobox';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { formatCount } from '@weir/metrics';
import type { Dimension, FacetsQuery } from '../../graphql/generated/graphql.js';
import { request } from '../../graphql/request.js';
import type { TriggerElement } from '../../ui/deferred.js';
import floating from '../../ui/floating.module.css';
import type { FacetChipProps } from './facet-chip.js';
import { FACETS } from './facets.js';
import { FacetsDocument } from './facets-query.js';
import styles from './filters.module.css';

type Facet = FacetsQuery['facets'][number];

/** The list behind a chip, searched on the server. */
export default function FacetPicker({
  name,
  filters: { search, set },
  trigger,
}: FacetChipProps & { trigger: TriggerElement }) {
  const { title, plural, dimension } = FACETS[name];
  const chosen = search[name] ?? [];
  const [isOpen, setOpen] = useState(true);
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
      onValueChange={(next: Facet[]) =>
        set({ [name]: next.length > 0 ? next.map(({ key }) => key).sort() : undefined })
      }
      inputValue={text}
      onInputValueChange={setText}
      itemToStringLabel={({ label }: Facet) => label}
      isItemEqualToValue={(a: Facet, b: Facet) => a.key === b.key}
    >
      <Combobox.Trigger render={trigger} />
      <Combobox.Portal>
        <Combobox.Positioner className={floating.positioner} align="start" sideOffset={6} collisionPadding={8}>
          <Combobox.Popup className={`${floating.popup} ${styles.picker}`} aria-label={title}>
            <Combobox.Input
              className={styles.search}
              placeholder={`Search ${plural}`}
              aria-label={`Search ${plural}`}
            />
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
