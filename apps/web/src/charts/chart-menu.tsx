import { ChartNoAxesColumn, Download, Ellipsis, ImageDown, Table } from 'lucide-react';
import type { RefObject } from 'react';
import { IconButton } from '../ui/button.js';
import { Menu, MenuItem } from '../ui/menu.js';
import { toCsv, type ChartTable } from './chart-data.js';
import { download, fileName } from './download.js';

interface ChartMenuProps {
  title: string;
  table: ChartTable;
  /** Holds the chart's drawing, for the picture. */
  chartRef: RefObject<HTMLElement | null>;
  /** Left out where the table stands beside the chart anyway. */
  view?: { isTable: boolean; onChange: (isTable: boolean) => void };
}

/** What every chart can become: a table, a file of its numbers, a picture. */
export function ChartMenu({ title, table, chartRef, view }: ChartMenuProps) {
  return (
    <Menu
      trigger={
        <IconButton label={`More about ${title}`}>
          <Ellipsis size={16} aria-hidden />
        </IconButton>
      }
    >
      {view && (
        <MenuItem
          icon={view.isTable ? <ChartNoAxesColumn size={15} aria-hidden /> : <Table size={15} aria-hidden />}
          onSelect={() => view.onChange(!view.isTable)}
        >
          {view.isTable ? 'Show as chart' : 'Show as table'}
        </MenuItem>
      )}
      <MenuItem icon={<Download size={15} aria-hidden />} onSelect={() => downloadCsv(title, table)}>
        Download CSV
      </MenuItem>
      {!view?.isTable && (
        <MenuItem icon={<ImageDown size={15} aria-hidden />} onSelect={() => void downloadPng(title, chartRef.current)}>
          Download PNG
        </MenuItem>
      )}
    </Menu>
  );
}

function downloadCsv(title: string, table: ChartTable): void {
  download(fileName(title, 'csv'), new Blob([toCsv(table)], { type: 'text/csv;charset=utf-8' }));
}

async function downloadPng(title: string, element: HTMLElement | null): Promise<void> {
  const svg = element?.querySelector<SVGSVGElement>('svg[data-chart], [aria-roledescription="chart"] > svg');
  if (!svg) return;
  const { toPng } = await import('./export-png.js');
  download(fileName(title, 'png'), await toPng(svg));
}
