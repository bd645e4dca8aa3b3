import { ChevronRight, FileText, FlaskConical, FolderGit2, GitPullRequest } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './onboarding.module.css';

export type AddableKind = 'GITHUB' | 'GIT' | 'FILE' | 'SAMPLE';

/** The four ways to begin; only the first needs a network. */
export function ChooseKind({ onChoose }: { onChoose: (kind: AddableKind) => void }) {
  return (
    <div className={styles.kinds}>
      <KindButton
        icon={<GitPullRequest size={20} aria-hidden />}
        title="GitHub"
        detail="Pull requests, reviews, deployments and incidents of an organisation or a repository. Public ones without a token."
        onClick={() => onChoose('GITHUB')}
      />
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
      <KindButton
        icon={<FlaskConical size={20} aria-hidden />}
        title="The sample organisation"
        detail="Made-up services with eighteen months of history, to look around in before you connect anything."
        onClick={() => onChoose('SAMPLE')}
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
