import { Link } from '@tanstack/react-router';
import { STAGE_NAMES, type Stage } from '@weir/metrics';
import tables from '../../ui/table.module.css';
import styles from './overview.module.css';

/** Between which moments of a change each stage lies, by the names that a file's columns can have. */
const NEEDS: readonly [stage: Stage, from: string, to: string][] = [
  ['CODING', 'firstCommitAt', 'openedAt'],
  ['PICKUP', 'openedAt', 'firstReviewAt'],
  ['REVIEW', 'firstReviewAt', 'approvedAt'],
  ['MERGE', 'approvedAt', 'mergedAt'],
];

/** In the place of the stages that nobody reports: what would show them, and where to bring it. */
export function MissingStages() {
  return (
    <div className={styles.missing}>
      <table className={tables.table}>
        <caption>A file of pull requests with these moments shows the stages to the merge.</caption>
        <thead>
          <tr>
            <th scope="col" className={tables.left}>
              Stage
            </th>
            <th scope="col" className={tables.left}>
              From
            </th>
            <th scope="col" className={tables.left}>
              To
            </th>
          </tr>
        </thead>
        <tbody>
          {NEEDS.map(([stage, from, to]) => (
            <tr key={stage}>
              <th scope="row" className={tables.left}>
                <span className={styles.swatch} style={{ background: `var(--${stage.toLowerCase()})` }} aria-hidden />
                {STAGE_NAMES[stage]}
              </th>
              <td className={tables.left}>{from}</td>
              <td className={tables.left}>{to}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Link to="/settings/sources" search={true} className={styles.missingLink}>
        Add it in Settings
      </Link>
    </div>
  );
}
