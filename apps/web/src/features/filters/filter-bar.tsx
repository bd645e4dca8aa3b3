import { Check, ExternalLink } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Button } from '../../ui/button.js';
import { copyText } from '../../ui/copy-text.js';
import { Menu, menuChoice } from '../../ui/menu.js';
import { useSession } from '../session/session.js';
import { AsOf } from '../sources/as-of.js';
import { dayOf } from './calendar.js';
import { Chip } from './chip.js';
import { FacetChip } from './facet-chip.js';
import { FACETS } from './facets.js';
import styles from './filters.module.css';
import { RangeChip } from './range-chip.js';
import { stringifySearch, type ListFilter } from './search.js';
import { useFilters, type Filters } from './use-filters.js';

const COMPARE_OPTIONS = [
  { value: 'on', name: 'Period before' },
  { value: 'off', name: 'Nothing' },
] as const;

const BOT_OPTIONS = [
  { value: 'hidden', name: 'Hidden' },
  { value: 'shown', name: 'Shown' },
] as const;

/** These stand in the bar only when set or asked for. */
const MORE: readonly ListFilter[] = ['team', 'author', 'label'];

/** One bar for every page of figures; all of it is in the URL. */
export function FilterBar() {
  const filters = useFilters();
  const [asked, setAsked] = useState<readonly ListFilter[]>([]);
  const { search, set } = filters;
  const hidden = MORE.filter((name) => !asked.includes(name) && !search[name]);
  const shown = MORE.filter((name) => !hidden.includes(name));
  return (
    <div className={styles.bar} role="search" aria-label="Filters">
      <div className={styles.chips}>
        <RangeChip filters={filters} />
        <CompareChip filters={filters} />
        <span className={styles.divider} aria-hidden />
        <FacetChip name="repository" filters={filters} />
        <FacetChip name="service" filters={filters} />
        {shown.map((name) => (
          <FacetChip key={name} name={name} filters={filters} isNew={asked.includes(name) && !search[name]} />
        ))}
        <ChoiceChip
          name="Bots"
          value={search.bots ?? 'hidden'}
          options={BOT_OPTIONS}
          isSet={search.bots === 'shown'}
          onChange={(bots) => set({ bots: bots === 'shown' ? bots : undefined })}
        />
        {hidden.length > 0 && (
          <Menu
            align="start"
            trigger={<Chip value="More filters" isDashed />}
            entries={hidden.map((name) => ({
              kind: 'action',
              name: FACETS[name].title,
              onSelect: () => setAsked([...asked, name]),
            }))}
          />
        )}
      </div>
      <div className={styles.end}>
        <AsOf />
        <ShareButton filters={filters} />
      </div>
    </div>
  );
}

function CompareChip({ filters: { isComparing, set } }: { filters: Filters }) {
  return (
    <ChoiceChip
      name="Compare"
      value={isComparing ? 'on' : 'off'}
      options={COMPARE_OPTIONS}
      onChange={(value) => set({ compare: value === 'off' ? value : undefined })}
    />
  );
}

interface ChoiceChipProps<T extends string> {
  name: string;
  value: T;
  options: readonly { value: T; name: string; icon?: ReactNode }[];
  isSet?: boolean;
  onChange: (value: T) => void;
}

function ChoiceChip<T extends string>({ name, value, options, isSet, onChange }: ChoiceChipProps<T>) {
  const chosen = options.find((option) => option.value === value)?.name;
  return (
    <Menu
      align="start"
      trigger={<Chip name={name} value={chosen} isSet={isSet} />}
      entries={[menuChoice({ name, value, options, onChange })]}
    />
  );
}

function ShareButton({ filters }: { filters: Filters }) {
  const [isCopied, setCopied] = useState(false);
  const { workspace } = useSession();
  const share = async () => {
    setCopied(await copyText(linkTo(filters, workspace.timeZone), 'this link'));
    setTimeout(() => setCopied(false), 2000);
  };
  return (
    <Button
      look="plain"
      className={styles.share}
      icon={isCopied ? <Check size={14} aria-hidden /> : <ExternalLink size={14} aria-hidden />}
      title="Copies a link to exactly these days and filters"
      onClick={() => void share()}
    >
      <span aria-live="polite">{isCopied ? 'Copied' : 'Share'}</span>
    </Button>
  );
}

/** A preset moves with time, a link must not: it names the days that its sender saw. */
function linkTo({ search, resolved: { range } }: Filters, timeZone: string): string {
  const days = { from: `${dayOf(range.from, timeZone)}`, to: `${dayOf(range.to - 1, timeZone)}` };
  const pinned = { ...search, range: undefined, ...days };
  return `${window.location.origin}${window.location.pathname}${stringifySearch(pinned)}`;
}
