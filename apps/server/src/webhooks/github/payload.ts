import { z } from 'zod';

const Owner = z.object({ login: z.string() });
const Repository = z.object({ name: z.string(), full_name: z.string(), owner: Owner });
const Numbered = z.object({ number: z.number().int() });
const Identified = z.object({ id: z.number().int() });

/** The parts of GitHub's payloads that name what a delivery is about; a payload has those of its event. */
export const Payload = z.object({
  action: z.string().optional(),
  repository: Repository.optional(),
  installation: z.object({ account: Owner.optional() }).optional(),
  pull_request: Numbered.optional(),
  issue: Numbered.optional(),
  deployment: Identified.optional(),
  workflow_run: Identified.nullish(),
  release: Identified.optional(),
  ref: z.string().nullish(),
  ref_type: z.string().optional(),
  changes: z
    .object({
      owner: z.object({ from: z.object({ user: Owner.optional(), organization: Owner.optional() }) }).optional(),
    })
    .optional(),
});
export type Payload = z.infer<typeof Payload>;
