import { openFileSource } from './file/file-source.js';
import { openGitSource } from './git/git-source.js';
import { openGitHubSource } from './github/github-source.js';
import { openPushSource } from './push/push-source.js';
import { openSampleSource } from './sample/sample-source.js';
import { type OpenOptions, type Source, SourceError, type SourceKind } from './source.js';

/** A kind of source is one file and one line here. */
const OPENERS: Partial<Record<SourceKind, (settings: unknown, options: OpenOptions) => Promise<Source>>> = {
  GITHUB: openGitHubSource,
  GIT: openGitSource,
  FILE: openFileSource,
  SAMPLE: openSampleSource,
  PUSH: openPushSource,
};

const NOTHING: OpenOptions = { surroundings: { githubToken: null, githubApiUrl: null }, secrets: null };

/** Opens a source from its settings, or throws a `SourceError` that names the setting at fault. */
export async function openSource(kind: SourceKind, settings: unknown, options: OpenOptions = NOTHING): Promise<Source> {
  const open = OPENERS[kind];
  if (open) return open(settings, options);
  const kinds = Object.keys(OPENERS).join(', ');
  throw new SourceError(
    'BAD_SETTINGS',
    `Sources of kind ${kind} cannot be read by this version: it reads ${kinds}.`,
    'kind',
  );
}
