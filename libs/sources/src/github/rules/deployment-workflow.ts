const DELIVERS = /^(deploy(s|ed|ing|ments?)?|releas(es?|ed|ing)|publish(es|ed|ing)?)$/;
const PREPARES = /^(drafts?|drafter|please|notes?|prs?|tests?|testing|previews?)$/;

/**
 * Whether the runs of a workflow are deployments: its name or file has the word deploy, release or publish, and neither has a
 * word that says that it only gets one ready. `path` is as GitHub tells it: `.github/workflows/deploy.yml`.
 */
export function isDeploymentWorkflow({ name, path }: { name: string | null; path: string | null }): boolean {
  const words = [...wordsOf(name), ...wordsOf(fileOf(path))];
  return words.some((word) => DELIVERS.test(word)) && !words.some((word) => PREPARES.test(word));
}

/** `deployToProd` and `deploy-to_prod` are three words each. */
function wordsOf(text: string | null): string[] {
  return (text ?? '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean);
}

/** The file without its folder, its ending, and the ref that a run's path may carry. */
function fileOf(path: string | null): string | null {
  return (
    path
      ?.split('@')[0]
      ?.split('/')
      .at(-1)
      ?.replace(/\.ya?ml$/i, '') ?? null
  );
}
