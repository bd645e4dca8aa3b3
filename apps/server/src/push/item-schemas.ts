import { z } from 'zod';

const text = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^[^\0]*$/, 'holds a NUL character, which no text here can: leave it out');
const instant = (description: string) =>
  z.iso.datetime({ offset: true }).meta({ description, examples: ['2026-03-01T09:30:00Z'] });
const sha = z
  .string()
  .trim()
  .regex(/^[0-9a-fA-F]{7,64}$/, 'is no commit: write 7 to 64 hexadecimal digits, best all of them')
  .toLowerCase();
const url = z.url({ protocol: /^https?$/ }).max(2000);
const repository = text(200)
  .regex(/^[^\s/]+(\/[^\s/]+)*$/, 'is no repository: write owner/name')
  .meta({ examples: ['acme/shop'] });
const rollout = text(200).nullish().describe('The rollout it belongs to, by its key. Kept until rollouts are read.');

const id = (what: string) => text(200).describe(`Yours, and unique ${what}. Sent again it is the same one.`);

/** A deployment as it is pushed. What an optional field leaves out stays as it was said before; null takes it back. */
export const DeploymentItem = z
  .strictObject({
    id: id('within the repository'),
    repository: repository.describe('Whose code it brings. An unknown repository is added.'),
    service: text(200).nullish().describe('What is deployed as one, where a repository holds several.'),
    environment: text(200).meta({ description: 'Where it goes to.', examples: ['production'] }),
    sha: sha.nullish().describe('The commit it brings.'),
    sourceShas: z.array(sha).max(500).nullish().describe('Of a configuration repository: the commits of the sources.'),
    ref: text(500).nullish().describe('The branch or tag it was made from.'),
    url: url.nullish().describe('Where a person sees it.'),
    status: z.enum(['pending', 'succeeded', 'failed']).describe('How it stands. One that ended stays ended.'),
    createdAt: instant('When it began.'),
    finishedAt: instant(
      'When it ended. Left out of one that ended: when Weir heard so, if it was pending here; else when it began.',
    ).nullish(),
    rollout,
  })
  .meta({ id: 'Deployment', description: 'One attempt to bring a commit to an environment.' });
export type DeploymentItem = z.infer<typeof DeploymentItem>;

/** An incident as it is pushed. */
export const IncidentItem = z
  .strictObject({
    id: id('among the incidents you push'),
    title: text(1000).describe('What happened, in a few words.'),
    service: text(200).nullish().describe('The service it hurt.'),
    repository: repository.nullish().describe('The repository it belongs to. An unknown one is added.'),
    severity: text(100).nullish().describe('In your words.'),
    url: url.nullish().describe('Where a person sees it.'),
    startedAt: instant('When it began to hurt.'),
    resolvedAt: instant('When it ended. Left out: it goes on.').nullish(),
    deployment: text(500).nullish().describe('The deployment that caused it: its id, URL, sha, or `owner/name#N`.'),
    remediedBy: text(500).nullish().describe('The deployment or change that ended it, in the same forms.'),
    rollout,
    notFromDeployment: z.boolean().optional().describe('True: no deployment caused it.'),
  })
  .meta({ id: 'Incident', description: 'Something that hurt users.' });
export type IncidentItem = z.infer<typeof IncidentItem>;
