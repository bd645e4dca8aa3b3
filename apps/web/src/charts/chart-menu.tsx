import { ChartNoAxesColumn, Download, Ellipsis, ImageDown, Table } from 'lucide-react';
import type { RefObject } from 'react';
import { IconButton } from '../ui/button.js';
import { Menu, type MenuEntry } from '../ui/menu.js';
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
export function ChartMenu(props: ChartMenuProps) {
  return (
    <Menu
      entries={entriesOf(props)}
      trigger={
        <IconButton label={`More about ${props.title}`}>
          <Ellipsis size={16} aria-hidden />
        </IconButton>
      }
    />
  );
}

function entriesOf({ title, table, chartRef, view }: ChartMenuProps): MenuEntry[] {
  const entries: MenuEntry[] = [];
  if (view) {
    entries.push({
      kind: 'action',
      name: view.isTable ? 'Show as chart' : 'Show as table',
      icon: view.isTable ? <ChartNoAxesColumn size={15} aria-hidden /> : <Table size={15} aria-hidden />,
      onSelect: () => view.onChange(!view.isTable),
    });
  }
  entries.push({
    kind: 'action',
    name: 'Download CSV',
    icon: <Download size={15} aria-hidden />,
    onSelect: () => downloadCsv(title, table),
  });
  if (!view?.isTable) {
    entries.push({
      kind: 'action',
      name: 'Download PNG',
      icon: <ImageDown size={15} aria-hidden />,
      onSelect: () => void downloadPng(title, chartRef.current),
    });
  }
  return entries;
}

function downloadCsv(title: string, table: ChartTable): void {
  download(fileName(title, 'csv'), new Blob([toCsv(table)], { type: 'text/csv;charset=utf-8' }));
}

async function downloadPng(title: string, element: HTMLElement | null): Promise<void> {
  const svg = element?.querySelector<SVGSVGElement>('[aria-roledescription="chart"] > svg');
  if (!svg) return;
  const { toPng } = await import('./export-png.js');
  download(fileName(title, 'png'), await toPng(svg));
}
