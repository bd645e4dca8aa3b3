import { Dialog } from '../../ui/dialog.js';
import { AddSource } from './add-source.js';

/** The same steps as on an empty workspace, beside the sources there are. */
export function AddSourceDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onClose={onClose} title="Where is your work?" size="large">
      <AddSource onDone={onClose} />
    </Dialog>
  );
}
