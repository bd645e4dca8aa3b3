import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { request } from '../../graphql/request.js';
import { Button } from '../../ui/button.js';
import { Dialog, DialogActions } from '../../ui/dialog.js';
import { Field } from '../../ui/field.js';
import onboarding from '../onboarding/onboarding.module.css';
import { sourcesQuery, type SourceRow } from '../sources/sources.js';
import { AccessSummary } from './access-summary.js';
import { InspectGitHubDocument, UpdateSourceDocument } from './github-query.js';
import type { Chosen, GitHubInspection } from './github-settings.js';
import { RepositoryPicker } from './repository-picker.js';

interface EditGitHubProps {
  source: SourceRow;
  open: boolean;
  onClose: () => void;
}

/** Which repositories of a known owner are read, and with which token. */
export function EditGitHub({ source, open, onClose }: EditGitHubProps) {
  const { data, error } = useQuery({
    queryKey: ['inspect-github', source.id],
    queryFn: ({ signal }) =>
      request(InspectGitHubDocument, { input: { owner: ownerOf(source), sourceId: source.id } }, signal),
    enabled: open,
  });
  return (
    <Dialog open={open} onClose={onClose} title={`What is read of ${source.name}`} size="large">
      {error && (
        <p className={onboarding.problem} role="alert">
          {error.message}
        </p>
      )}
      {!data && !error && <p className={onboarding.detail}>Asking GitHub…</p>}
      {data && <Form source={source} inspection={data.inspectGitHub} onClose={onClose} />}
    </Dialog>
  );
}

interface FormProps {
  source: SourceRow;
  inspection: GitHubInspection;
  onClose: () => void;
}

function Form({ source, inspection, onClose }: FormProps) {
  const client = useQueryClient();
  const [chosen, setChosen] = useState<Chosen>(() => chosenOf(source));
  const [token, setToken] = useState('');
  const [since, setSince] = useState(() => sinceIn(source));
  const update = useMutation({
    mutationFn: () =>
      request(UpdateSourceDocument, {
        input: { id: source.id, settings: settingsOf(source, { chosen, since, token }) },
      }),
    onSuccess: ({ updateSource }) => {
      void client.invalidateQueries({ queryKey: sourcesQuery.queryKey });
      void client.invalidateQueries({ queryKey: ['inspect-github', source.id] });
      if (updateSource.refusal === null) onClose();
    },
  });
  const refusal = update.data?.updateSource.refusal?.message ?? update.error?.message;
  return (
    <form
      className={onboarding.step}
      onSubmit={(event) => {
        event.preventDefault();
        update.mutate();
      }}
    >
      <AccessSummary inspection={inspection} />
      <RepositoryPicker repositories={inspection.repositories} chosen={chosen} onChange={setChosen} />
      <Field
        label="Read back to"
        type="date"
        hint="An earlier day reads the older part as well; what was read stays. Left empty, twelve months before it was added."
        value={since}
        onChange={(event) => setSince(event.target.value)}
      />
      <Field
        label={source.hasSecrets ? 'Another token' : 'A token'}
        type="password"
        autoComplete="new-password"
        placeholder="github_pat_…"
        hint={
          source.hasSecrets ? 'Left empty, the one that is kept sealed stays.' : 'Kept sealed and never shown again.'
        }
        problem={refusal}
        value={token}
        onChange={(event) => setToken(event.target.value)}
      />
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="main" disabled={chosen?.length === 0 || update.isPending}>
          {update.isPending ? 'Saving…' : 'Save and sync'}
        </Button>
      </DialogActions>
    </form>
  );
}

const known = ({ settings }: SourceRow): Record<string, unknown> =>
  settings !== null && typeof settings === 'object' ? { ...settings } : {};

function ownerOf(source: SourceRow): string {
  return String(known(source).owner ?? source.name);
}

function chosenOf(source: SourceRow): Chosen {
  const { repositories } = known(source);
  return Array.isArray(repositories) ? repositories.map(String) : null;
}

/** The day alone: a date field understands nothing else. */
function sinceIn(source: SourceRow): string {
  const { since } = known(source);
  return typeof since === 'string' ? since.slice(0, 10) : '';
}

interface Wish {
  chosen: Chosen;
  since: string;
  token: string;
}

function settingsOf(source: SourceRow, { chosen, since, token }: Wish): Record<string, unknown> {
  const { repositories: _chosenBefore, since: _sinceBefore, ...kept } = known(source);
  return {
    ...kept,
    ...(since !== '' && { since }),
    ...(chosen !== null && { repositories: chosen }),
    ...(token.trim() !== '' && { token: token.trim() }),
  };
}
