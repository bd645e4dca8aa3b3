import { readFileSync } from 'node:fs';
import { QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStandIn, type Scenario } from '../../test-server/stand-in.js';
import { createQueryClient } from './query-client.js';
import { createAppRouter } from './router.js';

const schema = readFileSync('apps/server/schema.graphql', 'utf8');
const originalFetch = globalThis.fetch;
let answer: ReturnType<typeof createStandIn>;

beforeEach(() => {
  globalThis.fetch = async (_url, init) => {
    const result = await answer(JSON.parse(String(init?.body)));
    return new Response(JSON.stringify(result), { headers: { 'content-type': 'application/json' } });
  };
});

afterEach(() => {
  cleanup();
  globalThis.fetch = originalFetch;
});

/** The whole application at an address, answered by a stand-in that speaks the served schema. */
function open(scenario: Scenario, path = '/') {
  answer = createStandIn(schema, scenario);
  const queryClient = createQueryClient();
  const history = createMemoryHistory({ initialEntries: [path] });
  const router = createAppRouter(queryClient, history);
  render(
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
  return history;
}

function plainText(element: HTMLElement | null): string {
  return (element?.textContent ?? '').replace(/[\u00a0\u202f]/g, ' ');
}

const WAIT = { timeout: 5000 };

describe('the Overview', () => {
  it('says in one sentence what the period shows, and the five figures with their n', async () => {
    open('full');
    const headline = await screen.findByRole('heading', { level: 1 }, WAIT);
    expect(plainText(headline)).toBe(
      'Changes reach production in 2.4 days, 18 % faster than the period before; review takes 41 % of the time.',
    );
    const figures = plainText(screen.getByRole('region', { name: 'Five figures' }));
    for (const words of ['418 changes', '9 of 138 releases', '8 recovered, 1 open', '3 h 20 min, median', 'Elite']) {
      expect(figures).toContain(words);
    }
  });

  it('opens at a range that nobody knows as if none were named', async () => {
    open('full', '/?range=90d&from=2026-02-30&unknown=1');
    expect(await screen.findByRole('region', { name: 'Five figures' }, WAIT)).toBeTruthy();
  });

  it('shows shares that add up to 100 and hours that add up to the total', async () => {
    open('full');
    const table = await screen.findByRole('table', { name: /stage by stage/ }, WAIT);
    const cells = [...table.querySelectorAll('tbody tr')].map((row) => [...row.querySelectorAll('td')]);
    const sum = (column: number) =>
      cells.reduce((total, row) => total + parseInt(row[column]?.textContent ?? '', 10), 0);
    expect(sum(0)).toBe(100);
    expect(sum(1)).toBe(parseInt(table.querySelectorAll('tfoot td')[1]?.textContent ?? '', 10));
  });

  it('tells what a clone knows of the way, and how to get the rest', async () => {
    open('clone');
    const panel = await screen.findByRole('region', { name: 'Where time goes' }, WAIT);
    expect(plainText(panel)).toContain('the way falls into two parts');
    expect(plainText(panel)).toContain('A file of pull requests with these moments');
  });

  it('does not compare when the link says so', async () => {
    open('full', '/?compare=off');
    const headline = await screen.findByRole('heading', { level: 1 }, WAIT);
    expect(plainText(headline)).toBe('Changes reach production in 2.4 days; review takes 41 % of the time.');
  });

  it('blames the filters when they leave nothing over, and takes them away by one click', async () => {
    const history = open('nothing-in-range', '/?repository=no/such');
    const headline = await screen.findByRole('heading', { level: 1 }, WAIT);
    expect(plainText(headline)).toBe('The filters leave no change over; take one of them away.');
    fireEvent.click(screen.getByRole('button', { name: /Show all repositories/ }));
    await waitFor(() => expect(history.location.search).toBe(''), WAIT);
  });

  it('keeps a choice of the filter bar in the address', async () => {
    const history = open('full');
    fireEvent.click(await screen.findByRole('button', { name: /Last 12 weeks/ }, WAIT));
    fireEvent.click(await screen.findByRole('button', { name: 'Last 6 months' }, WAIT));
    await waitFor(() => expect(history.location.search).toBe('?range=6m'), WAIT);
  });

  it('says what failed and offers to try again', async () => {
    open('failing');
    const alert = await screen.findByRole('alert', {}, WAIT);
    expect(plainText(alert)).toContain('The database does not answer.');
    answer = createStandIn(schema, 'full');
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('heading', { level: 1 }, WAIT)).toBeTruthy();
  });
});

describe('an empty workspace', () => {
  it('asks where the work is, looks into the path, and says what is wrong with it', async () => {
    open('empty');
    expect(plainText(await screen.findByRole('heading', { level: 1 }, WAIT))).toBe('Where is your work?');
    fireEvent.click(screen.getByRole('button', { name: /A git clone/ }));
    fireEvent.change(screen.getByLabelText('Folder of the clone'), { target: { value: '/nowhere' } });
    fireEvent.click(screen.getByRole('button', { name: 'Look inside' }));
    expect(plainText(await screen.findByRole('alert', {}, WAIT))).toContain('There is nothing at /nowhere');
  });

  it('shows what was found in a file and how its columns are read', async () => {
    open('empty');
    fireEvent.click(await screen.findByRole('button', { name: /Files/ }, WAIT));
    fireEvent.change(screen.getByLabelText('File'), { target: { value: '/exports/prs.csv' } });
    fireEvent.click(screen.getByRole('button', { name: 'Look inside' }));
    const column = await screen.findByLabelText<HTMLSelectElement>('What created_at is', {}, WAIT);
    expect(column.value).toBe('openedAt');
    expect(screen.getByRole('button', { name: 'Add 4,120 pull requests' })).toBeTruthy();
  });
});

describe('the door', () => {
  it('tells who is not signed in where the link is', async () => {
    open('signed-out');
    const headline = await screen.findByRole('heading', { level: 1 }, WAIT);
    expect(plainText(headline)).toBe('Sign in with the link from the terminal');
  });

  it('says why a link did not work', async () => {
    open('signed-out', '/sign-in?problem=used');
    expect(plainText(await screen.findByRole('alert', {}, WAIT))).toContain('used already');
  });
});

describe('Settings, Sources', () => {
  it('lists sources and the rows that could not be read, by line', async () => {
    open('full', '/settings/sources');
    fireEvent.click(await screen.findByRole('button', { name: /2 rows not read/ }, WAIT));
    const cell = await screen.findByText(/started is "yesterday"/, {}, WAIT);
    expect(plainText(cell.closest('tr'))).toContain('14');
  });
});
