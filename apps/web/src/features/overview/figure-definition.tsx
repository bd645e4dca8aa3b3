import { BASIS_WORDS, formatCount, formatDays, leftOutWords, type ReaderClock } from '@weir/metrics';
import type { ReactNode } from 'react';
import { Button } from '../../ui/button.js';
import { FIGURE_NAMES, sampleWords } from './figure-words.js';
import styles from './overview.module.css';
import type { DoraKey, Figure } from './overview-data.js';

interface FigureDefinitionProps {
  name: DoraKey;
  figure: Figure;
  clock: ReaderClock;
  onOpen: () => void;
}

/** How a figure is counted, on what, and what was left out. */
export function FigureDefinition({ name, figure, clock, onOpen }: FigureDefinitionProps) {
  const { definition, overall, covered } = figure;
  const leftOut = overall.leftOut.filter(({ count }) => count > 0);
  const basis = overall.basis.filter(({ count }) => count > 0);
  return (
    <div className={styles.definition}>
      <h2>{definition.name}</h2>
      <p>{definition.summary}</p>
      <p className={styles.method}>{definition.method}</p>
      <dl>
        <Row name="Stands on">{sampleWords(name, figure)}</Row>
        {basis.length > 0 && (
          <Row name="Counted">
            {basis.map((one) => `${formatCount(one.count)} ${BASIS_WORDS[one.basis]}`).join(', ')}
          </Row>
        )}
        {leftOut.length > 0 && <Row name="Left out">{leftOut.map(leftOutWords).join(', ')}</Row>}
        {covered && <Row name="Covered">{formatDays(Date.parse(covered.from), Date.parse(covered.to), clock)}</Row>}
        {overall.blended && <Row name="Band">none, as several services are pooled</Row>}
        {definition.source && (
          <Row name="Source">
            <WithLinks text={definition.source} />
          </Row>
        )}
      </dl>
      <Button onClick={onOpen} aria-haspopup="dialog">
        {FIGURE_NAMES[name]} in full
      </Button>
    </div>
  );
}

/** A text whose addresses can be followed. */
function WithLinks({ text }: { text: string }) {
  return text.split(/(https:\/\/\S+)/).map((part) =>
    part.startsWith('https://') ? (
      <a key={part} href={part} target="_blank" rel="noreferrer">
        {part.replace(/^https:\/\/|\/$/g, '')}
      </a>
    ) : (
      part
    ),
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
