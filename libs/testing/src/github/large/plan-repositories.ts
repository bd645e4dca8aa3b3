/** How a repository is delivered, and who works on it. */
export interface RepositoryPlan {
  name: string;
  people: string[];
  changes: number;
  merges: 'SQUASH' | 'MERGE' | 'REBASE';
  delivers: 'DEPLOYMENTS' | 'WORKFLOW_RUNS' | 'RELEASES' | 'NOTHING';
}

const PLACES = [
  'shop',
  'search',
  'billing',
  'accounts',
  'catalogue',
  'basket',
  'mail',
  'reports',
  'gateway',
  'pricing',
];
const PARTS = ['', '-web', '-api', '-worker', '-mobile', '-infra', '-docs', '-tools', '-sdk', '-admin'];
const DELIVERIES = ['DEPLOYMENTS', 'WORKFLOW_RUNS', 'DEPLOYMENTS', 'RELEASES', 'DEPLOYMENTS', 'NOTHING'] as const;
const MERGES = ['SQUASH', 'SQUASH', 'MERGE', 'REBASE'] as const;
const TEAM = 8;

const nameOf = (index: number) => {
  const hundred = Math.floor(index / (PLACES.length * PARTS.length));
  return `${PLACES[index % PLACES.length]}${PARTS[Math.floor(index / PLACES.length) % PARTS.length]}${hundred || ''}`;
};

/** A few repositories have most of the changes: the n-th has a share of 1/n. */
export function planRepositories(count: number, changes: number): RepositoryPlan[] {
  const shares = Array.from({ length: count }, (_, index) => 1 / (index + 1));
  const whole = shares.reduce((sum, share) => sum + share, 0);
  const counts = shares.map((share) => Math.floor((changes * share) / whole));
  counts[0] = (counts[0] ?? 0) + changes - counts.reduce((sum, each) => sum + each, 0);
  return counts.map((each, index) => ({
    name: nameOf(index),
    people: Array.from({ length: TEAM }, (_, person) => `dev-${((index * 3) % (count * 4)) + person + 1}`),
    changes: each,
    merges: MERGES[index % MERGES.length] ?? 'SQUASH',
    delivers: DELIVERIES[index % DELIVERIES.length] ?? 'DEPLOYMENTS',
  }));
}
