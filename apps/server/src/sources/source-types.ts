import { Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type * as Sources from '@weir/sources';
import { DateTime } from '../platform/graphql/date-time.scalar.js';
import { Json } from '../platform/graphql/json.scalar.js';
import { SourceKind, SyncState } from './source-enums.js';

const moment = (description: string) => Field(() => DateTime, { nullable: true, description });
const maybeText = (description: string) => Field(() => String, { nullable: true, description });

const SETTINGS = [
  'GITHUB: `{"owner", "repositories"?: [name…], "token"? | "app"?: {"appId", "privateKey", "installationId"?}, "apiUrl"?, "since"?}`; without repositories all of the owner, and named again more of them.',
  'GIT: `{"path", "branch"?, "name"?}`.',
  'FILE: `{"path", "kind", "map"?, "time"?}` with kind pull-requests, deployments or incidents.',
  'SAMPLE: `{"seed"?}`.',
  'PUSH: `{}`.',
].join(' ');

@ObjectType({ description: 'A row of a file that could not be read.' })
export class RejectedRow {
  @Field(() => String, { description: 'The file.' })
  file: string;

  @Field(() => Int, { description: 'The line, from 1.' })
  line: number;

  @maybeText('The column at fault.')
  column: string | null;

  @Field(() => String, { description: 'What is wrong with it.' })
  message: string;
}

@ObjectType({ description: 'One run over a source, or the state it is in now.' })
export class SyncStatus {
  @Field(() => SyncState, { description: 'What it is doing.' })
  state: SyncState;

  @moment('When it began to read.')
  startedAt: number | null;

  @moment('When it ended.')
  finishedAt: number | null;

  @Field(() => Float, { nullable: true, description: 'done ÷ total, 0 to 1; null while the total is unknown.' })
  progress: number | null;

  @maybeText('What is being read now, what it waits for, or why it failed.')
  message: string | null;

  @Field(() => Int, { description: 'Requests (or processes) it made so far.' })
  requests: number;

  @Field(() => Int, { description: 'Records it brought.' })
  records: number;

  @moment('When it goes on after a rate limit; null unless it waits for one.')
  nextAttemptAt: number | null;

  @Field(() => Float, { description: 'How much is read.' })
  done: number;

  @Field(() => Float, { nullable: true, description: 'How much there is to read; null while unknown.' })
  total: number | null;

  @Field(() => Int, { description: 'Rows that could not be read; the first 100 of them in rejectedRows.' })
  rejected: number;

  @Field(() => [RejectedRow], { description: 'The first 100 rows that could not be read.' })
  rejectedRows: RejectedRow[];
}

@ObjectType({ description: 'What a person should know of reading a source, with what to do.' })
export class SourceProblem {
  @maybeText('The repository it is about; null when it is about the source as a whole.')
  repository: string | null;

  @Field(() => String, { description: 'What is wrong and what to do, in sentences.' })
  message: string;
}

@ObjectType({ description: 'Where records come from.' })
export class Source {
  @Field(() => ID, { description: 'Its id.' })
  id: string;

  @Field(() => SourceKind, { description: 'What it reads.' })
  kind: Sources.SourceKind;

  @Field(() => String, { description: 'Its name for people.' })
  name: string;

  @Field(() => SyncStatus, { description: 'The latest sync.' })
  sync: SyncStatus;

  @Field(() => Json, {
    description:
      'Its settings as `addSource` takes them, defaults left out, without secrets. GITHUB: `{"owner", "repositories"?, "apiUrl"?, "since"?}`.',
  })
  settings: Sources.Json;

  @Field(() => Boolean, { description: 'Whether it has a token or an App of its own; neither is ever shown.' })
  hasSecrets: boolean;

  @Field(() => Boolean, { description: 'Whether it can be synced: one that is told (PUSH) cannot.' })
  canSync: boolean;

  @Field(() => [SourceProblem], {
    description: 'What is wrong with reading it though it can be read, since the last sync.',
  })
  problems: SourceProblem[];

  @Field(() => DateTime, { description: 'When it was added.' })
  createdAt: number;

  @moment('When a sync last succeeded.')
  lastSyncedAt: number | null;

  @Field(() => [String], { description: 'The repositories it speaks of.' })
  repositories: string[];
}

@InputType({ description: 'A source to add. The same thing named twice is the same source.' })
export class AddSourceInput {
  @Field(() => String, { nullable: true, description: 'Any text; comes back with the answer.' })
  clientMutationId: string | null;

  @Field(() => SourceKind, { description: 'What it reads.' })
  kind: Sources.SourceKind;

  @Field(() => String, { description: 'Its name for people; empty takes one from the settings.' })
  name: string;

  @Field(() => Json, { description: SETTINGS })
  settings: Sources.Json;
}

@InputType({ description: 'What to change of a source. What is absent stays.' })
export class UpdateSourceInput {
  @Field(() => String, { nullable: true, description: 'Any text; comes back with the answer.' })
  clientMutationId: string | null;

  @Field(() => ID, { description: 'The source.' })
  id: string;

  @maybeText('Its new name for people.')
  name: string | null;

  @Field(() => Json, {
    nullable: true,
    description:
      'Its settings from now on, as `addSource` takes them; they replace the known ones. A token or App that is not given stays; `"token": null` takes it out.',
  })
  settings: Sources.Json | null;
}

@ObjectType({ description: 'Why something that was asked for was not done.' })
export class Refusal {
  @Field(() => String, { description: 'A code for programs.' })
  code: string;

  @Field(() => String, { description: 'What is wrong and what to do, in a sentence.' })
  message: string;
}

@ObjectType({ description: 'The source that was changed, or why it was not.' })
export class SourcePayload {
  @Field(() => Source, { nullable: true, description: 'The source as it is now; as it was, when removed.' })
  source: Source | null;

  @Field(() => Refusal, { nullable: true, description: 'Why nothing was done.' })
  refusal: Refusal | null;

  @maybeText('As it was given.')
  clientMutationId: string | null;
}

@ObjectType({ description: "What a path on the server's machine holds, before it becomes a source." })
export class PathInspection {
  @Field(() => String, { description: 'The path, whole.' })
  path: string;

  @Field(() => SourceKind, { description: 'What it would be read as.' })
  kind: Sources.SourceKind;

  @Field(() => String, { description: 'The name the source would get.' })
  name: string;

  @maybeText('Of a clone: the branch whose commits count.')
  branch: string | null;

  @Field(() => Int, { nullable: true, description: 'Of a clone: how many commits there are.' })
  commits: number | null;

  @Field(() => Int, { nullable: true, description: 'Of a clone: how many version tags there are.' })
  versionTags: number | null;

  @maybeText('Of a file: pull-requests, deployments or incidents.')
  fileKind: string | null;

  @Field(() => [String], { description: 'Of a file: its columns.' })
  columns: string[];

  @Field(() => Json, { nullable: true, description: 'Of a file: which column gives which field.' })
  map: Sources.Json | null;

  @maybeText('Of a file: how times are written, unix or iso.')
  time: string | null;

  @Field(() => Int, { nullable: true, description: 'Of a file: how many rows there are.' })
  rows: number | null;

  @Field(() => [Json], { description: 'Of a file: the first rows as they would be understood.' })
  sample: Sources.Json[];

  @maybeText('Why it cannot become a source.')
  problem: string | null;
}
