import { useDeferredValue, useMemo, useState } from 'react';
import { formatCount, formatCounted, formatInstant, type ReaderClock } from '@weir/metrics';
import { useClock } from '../session/use-clock.js';
import { isReadByDefault, type Chosen, type GitHubRepository } from './github-settings.js';
import styles from './github.module.css';

/** An organisation may have thousands; more than these are found by typing. */
const SHOWN = 100;

interface RepositoryPickerProps {
  repositories: readonly GitHubRepository[];
  chosen: Chosen;
  onChange: (chosen: Chosen) => void;
}

/** All of the owner's repositories, or some of them, latest pushed first. */
export function RepositoryPicker({ repositories, chosen, onChange }: RepositoryPickerProps) {
  const byDefault = repositories.filter(isReadByDefault);
  const some = () => onChange(byDefault.length === 1 ? byDefault.map(({ name }) => name) : []);
  return (
    <fieldset className={styles.picker}>
      <legend>Repositories</legend>
      <div className={styles.choices}>
        <label>
          <input type="radio" name="repositories" checked={chosen === null} onChange={() => onChange(null)} />
          <span>
            All {formatCount(byDefault.length)}, and those to come
            <small>Forks only when you choose them.</small>
          </span>
        </label>
        <label>
          <input type="radio" name="repositories" checked={chosen !== null} onChange={some} />
          <span>
            Only some
            <small>{chosen === null ? 'You choose them below.' : `${formatCount(chosen.length)} chosen`}</small>
          </span>
        </label>
      </div>
      {chosen !== null && <RepositoryList repositories={repositories} chosen={chosen} onChange={onChange} />}
    </fieldset>
  );
}

interface RepositoryListProps {
  repositories: readonly GitHubRepository[];
  chosen: readonly string[];
  onChange: (chosen: readonly string[]) => void;
}

function RepositoryList({ repositories, chosen, onChange }: RepositoryListProps) {
  const [text, setText] = useState('');
  const wanted = useDeferredValue(text.trim().toLowerCase());
  const found = useMemo(() => repositories.filter((one) => matches(one, wanted)), [repositories, wanted]);
  const clock = useClock();
  const taken = new Set(chosen);
  const toggle = (name: string) => onChange(taken.has(name) ? chosen.filter((one) => one !== name) : [...chosen, name]);
  return (
    <div className={styles.list}>
      <input
        className={styles.search}
        value={text}
        placeholder={`Search ${formatCounted(repositories.length, ['repository', 'repositories'])}`}
        aria-label="Search repositories"
        onChange={(event) => setText(event.target.value)}
        // Enter in a search must not send the form around it.
        onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
      />
      <ul className={styles.rows}>
        {found.slice(0, SHOWN).map((repository) => (
          <li key={repository.name}>
            <RepositoryRow
              repository={repository}
              clock={clock}
              isChosen={taken.has(repository.name)}
              onToggle={() => toggle(repository.name)}
            />
          </li>
        ))}
      </ul>
      {found.length > SHOWN && (
        <p className={styles.note}>{formatCount(found.length - SHOWN)} more: type a part of the name.</p>
      )}
      {found.length === 0 && <p className={styles.note}>No repository has “{text.trim()}” in its name.</p>}
    </div>
  );
}

interface RepositoryRowProps {
  repository: GitHubRepository;
  clock: ReaderClock;
  isChosen: boolean;
  onToggle: () => void;
}

function RepositoryRow({ repository, clock, isChosen, onToggle }: RepositoryRowProps) {
  const { name, description, pushedAt, pullRequests } = repository;
  return (
    <label className={styles.row}>
      <input type="checkbox" checked={isChosen} onChange={onToggle} />
      <span className={styles.name}>
        <strong>{name}</strong>
        {marksOf(repository).map((mark) => (
          <span key={mark} className={styles.mark}>
            {mark}
          </span>
        ))}
        {description && <small title={description}>{description}</small>}
      </span>
      <span className={styles.meta}>
        {pullRequests !== null && formatCounted(pullRequests, ['pull request', 'pull requests'])}
        <small>{pushedAt === null ? 'never pushed' : `pushed ${formatInstant(Date.parse(pushedAt), clock)}`}</small>
      </span>
    </label>
  );
}

function marksOf({ isPrivate, isArchived, isFork }: GitHubRepository): string[] {
  return [...(isPrivate ? ['private'] : []), ...(isArchived ? ['archived'] : []), ...(isFork ? ['fork'] : [])];
}

function matches({ name, description }: GitHubRepository, wanted: string): boolean {
  return `${name} ${description ?? ''}`.toLowerCase().includes(wanted);
}
