import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { readFragment } from '../../graphql/generated/index.js';
import { request } from '../../graphql/request.js';
import { SourceFragment, AddSourceDocument } from '../sources/sources-query.js';
import { sourcesQuery, toSourceRow, type SourceRow } from '../sources/sources.js';
import { refreshFigures } from '../sources/use-live-sync.js';
import { AddGitHub } from '../github/add-github.js';
import { AddPath } from './add-path.js';
import { AddSample } from './add-sample.js';
import { AddedSource } from './added-source.js';
import { ChooseKind, type AddableKind } from './choose-kind.js';

/** What goes to the server as the settings of the new source. */
type SourceSettings = Record<string, unknown>;

/** What each way to a source is given: how adding goes, and what to do with what it found. */
export interface WayProps {
  isAdding: boolean;
  refusal: string | null;
  onBack: () => void;
  onAdd: (name: string, settings: SourceSettings) => void;
  /** Something will be asked otherwise: what was refused no longer counts. */
  onChange: () => void;
}

const WAYS: Record<AddableKind, (props: WayProps) => ReactNode> = {
  GITHUB: (props) => <AddGitHub {...props} />,
  GIT: (props) => <AddPath kind="GIT" {...props} />,
  FILE: (props) => <AddPath kind="FILE" {...props} />,
  SAMPLE: (props) => <AddSample {...props} />,
};

interface AddSourceProps {
  /** What happens when the first figures can be looked at. */
  onDone: () => void;
}

/** Where is your work? → how to reach it → what was found there → a running sync. */
export function AddSource({ onDone }: AddSourceProps) {
  const [kind, setKind] = useState<AddableKind | null>(null);
  const adding = useAddSource();
  if (adding.data?.source) return <AddedSource source={adding.data.source} onDone={onDone} />;
  if (kind === null) return <ChooseKind onChoose={setKind} />;
  return WAYS[kind]({
    isAdding: adding.isPending,
    refusal: adding.data?.refusal ?? adding.error?.message ?? null,
    onBack: () => {
      adding.reset();
      setKind(null);
    },
    onAdd: (name, settings) => adding.mutate({ kind, name, settings }),
    onChange: () => adding.reset(),
  });
}

interface NewSource {
  kind: AddableKind;
  name: string;
  settings: SourceSettings;
}

interface Added {
  source: SourceRow | null;
  refusal: string | null;
}

function useAddSource() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (input: NewSource): Promise<Added> => {
      const { addSource } = await request(AddSourceDocument, { input });
      const source = addSource.source ? toSourceRow(readFragment(SourceFragment, addSource.source)) : null;
      return { source, refusal: addSource.refusal?.message ?? null };
    },
    onSuccess: ({ source }) => {
      if (!source) return;
      client.setQueryData(sourcesQuery.queryKey, (known) => [...(known ?? []), source]);
      refreshFigures(client);
    },
  });
}
