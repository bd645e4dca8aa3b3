import { expect, test } from 'vitest';
import { DEFAULT_RULES } from '../../rules.js';
import { isProductionEnvironment } from './environments.js';

test.each(['prod', 'Production', 'live', 'prod-eu', 'eu_prod2', 'Production – EU', 'euProd', 'notifications-prod'])(
  '%s is production',
  (name) => expect(isProductionEnvironment(name, DEFAULT_RULES)).toBe(true),
);

test.each([
  'staging',
  'pre-prod',
  'preProd',
  'non-production',
  'prod-test',
  'not live',
  'qa/prod',
  'production-preview',
  'prod staging',
  'delivery',
  'reproduction',
  '',
])('%s is not', (name) => expect(isProductionEnvironment(name, DEFAULT_RULES)).toBe(false));

test('a setting decides before the words', () => {
  const rules = { productionEnvironments: { Blue: true, 'prod-eu': false } };

  expect(['blue', 'prod-eu', 'prod-us'].map((name) => isProductionEnvironment(name, rules))).toEqual([
    true,
    false,
    true,
  ]);
});
