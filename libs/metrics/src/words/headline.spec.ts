import { describe, expect, it } from 'vitest';
import { computeHeadline, computeStageSentence, computeSubSentence, type ComparedValue } from './headline.js';

const DAY = 86_400;
const known = (value: number, previous: number | null = null): ComparedValue => ({
  value,
  previous,
  emptyReason: null,
});
const unknown = (emptyReason: ComparedValue['emptyReason'] = 'NO_DEPLOYMENTS'): ComparedValue => ({
  value: null,
  previous: null,
  emptyReason,
});

function plain(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, ' ');
}

describe('computeHeadline', () => {
  const bottleneck = { stage: 'REVIEW', share: 0.411 } as const;

  it('says the median, how it moved and where the time goes', () => {
    const facts = { leadTime: known(2.4 * DAY, 2.92 * DAY), cycleTime: unknown(), bottleneck };
    expect(plain(computeHeadline(facts))).toBe(
      'Changes reach production in 2.4 days, 18 % faster than the period before; review takes 41 % of the time.',
    );
  });

  it('says as fast as below 2 % either way', () => {
    const facts = { leadTime: known(100 * DAY, 101 * DAY), cycleTime: unknown(), bottleneck: null };
    expect(plain(computeHeadline(facts))).toBe('Changes reach production in 14 weeks, as fast as the period before.');
  });

  it('says times instead of hundreds of per cent', () => {
    const facts = { leadTime: known(10 * DAY, 2 * DAY), cycleTime: unknown(), bottleneck: null };
    expect(plain(computeHeadline(facts))).toContain('5.0 times as long as in the period before');
  });

  it('compares with nothing when nothing is known before', () => {
    const facts = { leadTime: known(2.4 * DAY), cycleTime: unknown(), bottleneck };
    expect(plain(computeHeadline(facts))).toBe('Changes reach production in 2.4 days; review takes 41 % of the time.');
  });

  it('does not call a merge production where merges stand in for deployments', () => {
    const facts = { leadTime: known(18 * 3600, 24 * 3600), cycleTime: unknown(), bottleneck: null };
    expect(plain(computeHeadline({ ...facts, isMergeDeployment: true }))).toBe(
      'Changes are merged in 18 h, 25 % faster than the period before; a merge counts as a deployment here.',
    );
  });

  it('falls back to the merge, then to what is missing and the next step', () => {
    expect(plain(computeHeadline({ leadTime: unknown(), cycleTime: known(DAY), bottleneck: null }))).toBe(
      'Changes are merged in 1.0 days; when they reach production is not known.',
    );
    expect(
      computeHeadline({ leadTime: unknown('NOT_COVERED'), cycleTime: unknown('NOT_COVERED'), bottleneck: null }),
    ).toContain('choose one that a source covers');
  });
});

describe('computeSubSentence', () => {
  it('names what got worse first', () => {
    const sentence = computeSubSentence({
      frequency: known(1.9, 1.6),
      failRate: known(0.065, 0.079),
      recovery: known(12_000, 9360),
      rework: known(0.08, 0.079),
    });
    expect(sentence).toBe(
      'Recovery from failed deployments got slower, but fewer deployments fail and deployments are more frequent.',
    );
  });

  it('says so when nothing moved, and nothing when nothing is known', () => {
    const same = { frequency: known(1, 1), failRate: unknown(), recovery: unknown(), rework: unknown() };
    expect(computeSubSentence(same)).toBe('The other figures are as before.');
    expect(computeSubSentence({ ...same, frequency: unknown() })).toBe('');
  });

  it('does not call a beginning "as before"', () => {
    const first = { frequency: known(1.6, 0), failRate: known(0, 0), recovery: unknown(), rework: known(0, 0) };
    expect(computeSubSentence(first)).toBe('');
  });
});

describe('computeStageSentence', () => {
  it('names the largest stage and what the others did', () => {
    const sentence = computeStageSentence([
      { stage: 'CODING', share: 0.59, contribution: 70, previousShare: 0.71, previousContribution: 100 },
      { stage: 'REVIEW', share: 0.41, contribution: 80, previousShare: 0.29, previousContribution: 40 },
      { stage: 'MERGE', share: 0.1, contribution: 9, previousShare: 0.29, previousContribution: 40 },
    ]);
    expect(plain(sentence)).toBe(
      'Review takes 41 % of the way to production, up from 29 %. Every other stage got faster.',
    );
  });

  it('is empty without stages', () => {
    expect(computeStageSentence([])).toBe('');
  });
});
