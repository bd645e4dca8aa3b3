import { useQuery } from '@tanstack/react-query';
import { formatCount } from '@weir/metrics';
import type { CoverageQuery } from '../../graphql/generated/graphql.js';
import { request } from '../../graphql/request.js';
import { Dialog } from '../../ui/dialog.js';
import { CoverageDocument } from '../sources/sources-query.js';
import { FIGURE_NAMES } from './figure-words.js';
import styles from './overview.module.css';
import { DORA_KEYS, type OverviewData } from './overview-data.js';

interface CountingDialogProps {
  onClose: () => void;
  data: OverviewData;
}

/** Every definition on the page, and per repository what deployments were taken to be and why. */
export default function CountingDialog({ onClose, data }: CountingDialogProps) {
  return (
    <Dialog open onClose={onClose} title="How this is counted" place="right">
      <div className={styles.counting}>
        {DORA_KEYS.map((key) => {
          const definition = data.figures[key].figure?.definition;
          return (
            definition && (
              <section key={key}>
                <h3>{FIGURE_NAMES[key]}</h3>
                <p>{definition.summary}</p>
                <p className={styles.method}>{definition.method}</p>
              </section>
            )
          );
        })}
        <Repositories />
      </div>
    </Dialog>
  );
}

type RepositoryCoverage = CoverageQuery['coverage']['edges'][number]['node'];

function Repositories() {
  const { data, error } = useQuery({
    queryKey: ['coverage'],
    queryFn: ({ signal }) => request(CoverageDocument, {}, signal),
  });
  if (error) return <p>{error.message}</p>;
  return data?.coverage.edges.map(({ node }) => <Repository key={node.repository} coverage={node} />);
}

function Repository({ coverage }: { coverage: RepositoryCoverage }) {
  return (
    <section>
      <h3>{coverage.repository}</h3>
      <p>{coverage.deploymentRuleReason}</p>
      <p className={styles.method}>{countsOf(coverage)}</p>
      {coverage.warnings.map((warning) => (
        <p key={warning} className={styles.warning}>
          {warning}
        </p>
      ))}
    </section>
  );
}

function countsOf(coverage: RepositoryCoverage): string {
  const { mergedChanges, withCommits, withReviews, withDeployment, waiting, deployments, incidents } = coverage;
  return [
    `${formatCount(mergedChanges)} merged changes`,
    `${formatCount(withCommits)} with commits`,
    `${formatCount(withReviews)} with reviews`,
    `${formatCount(withDeployment)} deployed`,
    `${formatCount(waiting)} waiting`,
    `${formatCount(deployments)} deployments`,
    `${formatCount(incidents)} incidents`,
  ].join(' · ');
}
