import { useRef, useState } from 'react';
import type { DateRange, ReaderClock } from '@weir/metrics';
import { ChartMenu } from '../../charts/chart-menu.js';
import { SeriesChart } from '../../charts/series-chart.js';
import { TableView } from '../../charts/table-view.js';
import type { MetricFilter } from '../../graphql/generated/graphql.js';
import { Dialog } from '../../ui/dialog.js';
import { toFigureChart } from './figure-chart.js';
import { FIGURE_NAMES, sampleWords } from './figure-words.js';
import styles from './overview.module.css';
import type { DoraKey, Figure } from './overview-data.js';
import { ChangeRows } from './change-rows.js';
import { DeploymentRows } from './deployment-rows.js';
import { IncidentRows } from './incident-rows.js';

interface FigureDialogProps {
  name: DoraKey;
  figure: Figure;
  range: DateRange;
  filter: MetricFilter;
  clock: ReaderClock;
  onClose: () => void;
}

/** A figure in full: its trend with axes, and every change or deployment behind it. */
export default function FigureDialog({ name, figure, range, filter, clock, onClose }: FigureDialogProps) {
  const chartRef = useRef<HTMLDivElement>(null);
  const [isTable, setTable] = useState(false);
  const rows = { range, filter, clock };
  const chart = toFigureChart(figure, FIGURE_NAMES[name], clock);
  return (
    <Dialog
      open
      onClose={onClose}
      title={FIGURE_NAMES[name]}
      description={figure.definition.summary}
      place="right"
      size="large"
    >
      <div className={styles.trendHead}>
        <span className={styles.trendSample}>{sampleWords(name, figure)}</span>
        <ChartMenu
          title={FIGURE_NAMES[name]}
          table={chart.table}
          chartRef={chartRef}
          view={{ isTable, onChange: setTable }}
        />
      </div>
      {isTable ? (
        <TableView table={chart.table} caption={FIGURE_NAMES[name]} />
      ) : (
        <div ref={chartRef} className={styles.trend}>
          <SeriesChart {...chart} />
        </div>
      )}
      {name === 'CHANGE_LEAD_TIME' ? <ChangeRows {...rows} /> : <DeploymentRows {...rows} only={ROWS_OF[name]} />}
      {(name === 'FAILED_DEPLOYMENT_RECOVERY_TIME' || name === 'CHANGE_FAIL_RATE') && <IncidentRows {...rows} />}
    </Dialog>
  );
}

/** Which deployments stand first behind a figure. */
const ROWS_OF: Record<Exclude<DoraKey, 'CHANGE_LEAD_TIME'>, 'ALL' | 'FAILED' | 'REWORK'> = {
  DEPLOYMENT_FREQUENCY: 'ALL',
  CHANGE_FAIL_RATE: 'FAILED',
  FAILED_DEPLOYMENT_RECOVERY_TIME: 'FAILED',
  DEPLOYMENT_REWORK_RATE: 'REWORK',
};
