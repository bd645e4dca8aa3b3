import { ChevronRight, FileText, FolderGit2 } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './onboarding.module.css';

export type AddableKind = 'GIT' | 'FILE';

/** The ways to begin that need no account, no token and no network. */
export function ChooseKind({ onChoose }: { onChoose: (kind: AddableKind) => void }) {
  return (
    <div className={styles.kinds}>
      <KindButton
        icon={<FolderGit2 size={20} aria-hidden />}
        title="A git clone on this machine"
        detail="Commits, merges and version tags: how long changes take, how often you deliver, what was reverted."
        onClick={() => onChoose('GIT')}
      />
      <KindButton
        icon={<FileText size={20} aria-hidden />}
        title="Files"
        detail="CSV or JSON Lines of pull requests, deployments or incidents, with the columns they happen to have."
        onClick={() => onChoose('FILE')}
      />
    </div>
  );
}

interface KindButtonProps {
  icon: ReactNode;
  title: string;
  detail: string;
  onClick: () => void;
}

function KindButton({ icon, title, detail, onClick }: KindButtonProps) {
  return (
    <button type="button" className={styles.kind} onClick={onClick}>
      <span className={styles.kindIcon}>{icon}</span>
      <span>
        <strong>{title}</strong>
        <span className={styles.detail}>{detail}</span>
      </span>
      <ChevronRight size={16} aria-hidden className={styles.go} />
    </button>
  );
}
