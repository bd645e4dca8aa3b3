import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { formatCount } from '@weir/metrics';
import { request } from '../../graphql/request.js';
import { Button } from '../../ui/button.js';
import { Dialog, DialogActions } from '../../ui/dialog.js';
import { Field } from '../../ui/field.js';
import { sourcesQuery, type SourceRow } from './sources.js';
import { RemoveSourceDocument } from './sources-query.js';
import { refreshFigures } from './use-live-sync.js';

interface RemoveSourceProps {
  source: SourceRow;
  open: boolean;
  onClose: () => void;
}

/** Says what goes with a source, and asks for its name before it goes. */
export function RemoveSource({ source, open, onClose }: RemoveSourceProps) {
  const client = useQueryClient();
  const [typed, setTyped] = useState('');
  const remove = useMutation({
    mutationFn: () => request(RemoveSourceDocument, { id: source.id }),
    onSuccess: async ({ removeSource: { refusal } }) => {
      if (refusal) return;
      onClose();
      await client.invalidateQueries({ queryKey: sourcesQuery.queryKey });
      refreshFigures(client);
    },
  });
  const refusal = remove.data?.removeSource.refusal?.message ?? remove.error?.message;
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={`Remove ${source.name}?`}
      description={`Its ${formatCount(source.sync.records)} records and all figures made of them go. What it reads stays as it is; adding it again reads it anew.`}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.trim() === source.name) remove.mutate();
        }}
      >
        <Field
          label="Type its name to remove it"
          placeholder={source.name}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          problem={refusal}
        />
        <DialogActions>
          <Button onClick={onClose}>Keep it</Button>
          <Button type="submit" look="danger" disabled={typed.trim() !== source.name || remove.isPending}>
            Remove {source.name}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
