import { describe, expect, it } from 'vitest';
import { isDeploymentWorkflow } from './deployment-workflow.js';

const isOne = (name: string | null, path: string | null) => isDeploymentWorkflow({ name, path });

describe('isDeploymentWorkflow', () => {
  it('goes by the words of the name', () => {
    expect(isOne('Deploy to production', '.github/workflows/ci.yml')).toBe(true);
    expect(isOne('Build', '.github/workflows/ci.yml')).toBe(false);
    expect(isOne('Employees', '.github/workflows/ci.yml')).toBe(false);
  });

  it('goes by the words of the file, whatever folder and ref it carries', () => {
    expect(isOne('CD', '.github/workflows/deployToProd.yaml')).toBe(true);
    expect(isOne(null, '.github/workflows/npm_publish.yml@refs/heads/main')).toBe(true);
    expect(isOne('CD', '.github/workflows/ship.yml@refs/heads/release/1.2')).toBe(false);
    expect(isOne('CD', null)).toBe(false);
  });

  it('leaves out what only gets a release ready, whichever of the two says so', () => {
    for (const name of [
      'Release Drafter',
      'release-please',
      'Release notes',
      'Deploy PR',
      'Test deploy',
      'Deploy preview',
    ])
      expect(isOne(name, '.github/workflows/ci.yml'), name).toBe(false);
    expect(isOne('Deploy', '.github/workflows/deploy-preview.yml')).toBe(false);
  });
});
