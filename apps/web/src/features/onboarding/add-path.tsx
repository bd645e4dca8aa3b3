import { useState } from 'react';
import type { WayProps } from './add-source.js';
import { ChoosePath } from './choose-path.js';
import type { Inspection } from './inspection.js';
import { ReviewClone } from './review-clone.js';
import { ReviewFile } from './review-file.js';

/** A path on the server's machine → what was found there. */
export function AddPath({ kind, onBack, onChange, ...way }: WayProps & { kind: 'GIT' | 'FILE' }) {
  const [found, setFound] = useState<Inspection | null>(null);
  if (found === null) return <ChoosePath kind={kind} onBack={onBack} onFound={setFound} />;
  const review = {
    ...way,
    inspection: found,
    onBack: () => {
      onChange();
      setFound(null);
    },
  };
  return kind === 'GIT' ? <ReviewClone {...review} /> : <ReviewFile {...review} />;
}
