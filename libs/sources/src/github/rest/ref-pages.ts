import { parseVersionTag, type RefRecord } from '@weir/metrics';
import pLimit from 'p-limit';
import type { GitHubClient } from '../client/github-client.js';
import { readAllPages } from '../client/read-all-pages.js';
import type { CommitAsk, CommitPage, PageAnswer } from '../reading/pages.js';
import { toReleaseItem } from '../reading/repository-answer.js';
import { toCommit } from '../to-commit.js';
import { toInstantOrNull } from '../to-instant.js';
import type { AnnotatedTagBody, CommitBody, RefBody, ReleaseBody, TagBody } from './bodies.js';
import { toPageNumber } from '../reading/page-number.js';
import type { Place } from './rest-places.js';
import { toCommitPayload } from './to-commit-payload.js';
import { toReleasePayload } from './to-delivery-payloads.js';

const COMMITS = 100;
const RELEASES = 50;
const AT_ONCE = 4;
const REPOSITORY = '/repos/{owner}/{repo}';

/** Commits, branches, tags and releases. */
export class RefPages {
  private readonly tags = new Map<string, Promise<TagBody[]>>();

  constructor(private readonly client: GitHubClient) {}

  async readCommits({ names }: Place, { head, since, after }: CommitAsk): Promise<CommitPage> {
    const page = toPageNumber(after);
    const parameters = { ...names, sha: head, since: new Date(since).toISOString(), per_page: COMMITS, page };
    const answer = await this.client.rest<CommitBody[]>(`${REPOSITORY}/commits`, parameters);
    if (answer.isNotModified) throw new Error('asked without an etag');
    const { data, hasNextPage } = answer;
    const endCursor = hasNextPage ? String(page + 1) : null;
    return { commits: data.map((body) => toCommit(toCommitPayload(body))), hasNextPage, endCursor };
  }

  /** The default branch, and those that begin with `release`. */
  async readBranches({ names, head }: Place): Promise<NonNullable<PageAnswer['branches']>> {
    const releases = await this.readRefs(names, 'heads/release');
    const { defaultBranchRef } = head;
    const first = defaultBranchRef?.target ? [toBranch(defaultBranchRef.name, defaultBranchRef.target.oid)] : [];
    const others = releases.map(({ ref, object }) => toBranch(ref.replace('refs/heads/', ''), object.sha));
    return { refs: [...new Map([...first, ...others].map((one) => [one.name, one])).values()] };
  }

  /** All of them: REST tells them in no order of time. When an annotated one was made costs a request each, for versions only. */
  async readTags(place: Place): Promise<NonNullable<PageAnswer['tags']>> {
    const [tags, refs] = await Promise.all([this.listTags(place), this.readRefs(place.names, 'tags/')]);
    const annotated = new Map(
      refs.flatMap(({ ref, object }) => (object.type === 'tag' ? [[ref.replace('refs/tags/', ''), object.sha]] : [])),
    );
    const limit = pLimit(AT_ONCE);
    const records = tags.map(({ name, commit }) =>
      limit(async (): Promise<RefRecord> => {
        const sha = parseVersionTag(name) ? annotated.get(name) : undefined;
        const taggedAt = sha === undefined ? null : await this.readTaggedAt(place, sha);
        return { kind: 'TAG', name, sha: commit.sha, taggedAt };
      }),
    );
    return { refs: await Promise.all(records), oldestCommittedAt: null, endCursor: null };
  }

  async readReleases(place: Place, after: string | null): Promise<NonNullable<PageAnswer['releases']>> {
    const page = toPageNumber(after);
    const parameters = { ...place.names, per_page: RELEASES, page };
    const answer = await this.client.rest<ReleaseBody[]>(`${REPOSITORY}/releases`, parameters);
    if (answer.isNotModified || answer.data.length === 0) return { items: [], endCursor: null };
    const shas = new Map((await this.listTags(place)).map(({ name, commit }) => [name, commit.sha]));
    const payloads = answer.data.map((body) => toReleasePayload(body, shas.get(body.tag_name) ?? null));
    const items = payloads.flatMap((payload) => toReleaseItem(payload, place.name));
    return { items, endCursor: answer.hasNextPage ? String(page + 1) : null };
  }

  /** Tags are asked for by releases too: once in a reading is enough. */
  private listTags({ names, name }: Place): Promise<TagBody[]> {
    const known = this.tags.get(name) ?? readAllPages<TagBody>(this.client, `${REPOSITORY}/tags`, names);
    this.tags.set(name, known);
    return known;
  }

  private readRefs(names: Place['names'], ref: string): Promise<RefBody[]> {
    return readAllPages<RefBody>(this.client, `${REPOSITORY}/git/matching-refs/{+ref}`, { ...names, ref });
  }

  /** A tag object never changes. */
  private async readTaggedAt({ names }: Place, sha: string): Promise<number | null> {
    const known = taggedAt.get(sha);
    if (known !== undefined) return known;
    const answer = await this.client.rest<AnnotatedTagBody>(`${REPOSITORY}/git/tags/{tag_sha}`, {
      ...names,
      tag_sha: sha,
    });
    const at = answer.isNotModified ? null : toInstantOrNull(answer.data.tagger.date);
    taggedAt.set(sha, at);
    return at;
  }
}

/** When annotated tags were made, by their own sha, for as long as the process lives. */
const taggedAt = new Map<string, number | null>();

function toBranch(name: string, sha: string): RefRecord {
  return { kind: 'BRANCH', name, sha, taggedAt: null };
}
