import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { InspectPathQuery } from '../../graphql/generated/graphql.js';
import { readFragment } from '../../graphql/generated/index.js';
import { request } from '../../graphql/request.js';
import { SourceFragment, AddSourceDocument } from '../sources/sources-query.js';
import { sourcesQuery, toSourceRow, type SourceRow } from '../sources/sources.js';
import { refreshFigures } from '../sources/use-live-sync.js';
import { AddedSource } from './added-source.js';
import { ChoosePath } from './choose-path.js';
import { ChooseKind, type AddableKind } from './choose-kind.js';
import { ReviewClone } from './review-clone.js';
import { ReviewFile } from './review-file.js';

export type Inspection = InspectPathQuery['inspectPath'];
/** What goes to the server as the settings of the new source. */
export type SourceSettings = Record<string, unknown> & { path: string };

interface AddSourceProps {
  /** What happens when the first figures can be looked at. */
  onDone: () => void;
}

/** Where is your work? → a path → what was found there → a running sync. */
export function AddSource({ onDone }: AddSourceProps) {
  const [kind, setKind] = useState<AddableKind | null>(null);
  const [found, setFound] = useState<Inspection | null>(null);
  const adding = useAddSource();
  const refusal = adding.data?.refusal ?? adding.error?.message ?? null;
  if (adding.data?.source) return <AddedSource source={adding.data.source} onDone={onDone} />;
  if (kind === null) return <ChooseKind onChoose={setKind} />;
  if (found === null) return <ChoosePath kind={kind} onBack={() => setKind(null)} onFound={setFound} />;
  const review = {
    inspection: found,
    isAdding: adding.isPending,
    refusal,
    onBack: () => {
      adding.reset();
      setFound(null);
    },
    onAdd: (name: string, settings: SourceSettings) => adding.mutate({ kind, name, settings }),
  };
  return kind === 'GIT' ? <ReviewClone {...review} /> : <ReviewFile {...review} />;
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
