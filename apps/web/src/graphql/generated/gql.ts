/* eslint-disable */
import * as types from './graphql.js';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  query Facets($dimension: Dimension!, $search: String) {\n    facets(dimension: $dimension, search: $search, first: 50) {\n      key\n      label\n      count\n    }\n  }\n": typeof types.FacetsDocument,
    "\n  query InspectGitHub($input: InspectGitHubInput!) {\n    inspectGitHub(input: $input) {\n      owner\n      kind\n      access\n      account\n      hasEnvironmentToken\n      missing {\n        permission\n        effect\n      }\n      rateLimit {\n        limit\n        remaining\n        resetsAt\n      }\n      repositories {\n        name\n        description\n        isPrivate\n        isArchived\n        isFork\n        pushedAt\n        pullRequests\n      }\n      problem\n    }\n  }\n": typeof types.InspectGitHubDocument,
    "\n  mutation UpdateSource($input: UpdateSourceInput!) {\n    updateSource(input: $input) {\n      source {\n        ...SourceRow\n      }\n      refusal {\n        code\n        message\n      }\n    }\n  }\n": typeof types.UpdateSourceDocument,
    "\n  fragment Figure on MetricResult {\n    aggregate\n    asOf\n    covered {\n      from\n      to\n    }\n    definition {\n      key\n      name\n      unit\n      direction\n      summary\n      method\n      source\n    }\n    overall {\n      value\n      emptyReason\n      sampleSize\n      numerator\n      previous\n      changeRatio\n      band\n      blended\n      leftOut {\n        reason\n        count\n      }\n      basis {\n        basis\n        count\n      }\n    }\n    series {\n      ...Point\n    }\n    previousSeries {\n      ...Point\n    }\n  }\n": typeof types.FigureFragmentDoc,
    "\n  fragment Point on MetricPoint {\n    start\n    end\n    value\n    emptyReason\n    sampleSize\n    unfinished\n  }\n": typeof types.PointFragmentDoc,
    "\n  fragment Stream on ValueStream {\n    upTo\n    cohortSize\n    leftOut {\n      reason\n      count\n    }\n    total {\n      value\n      emptyReason\n      sampleSize\n      previous\n      changeRatio\n    }\n    stages {\n      stage\n      contribution\n      share\n      p50\n      sampleSize\n      inProgress\n      bottleneck\n    }\n  }\n": typeof types.StreamFragmentDoc,
    "\n  query Overview(\n    $queries: [MetricQuery!]!\n    $range: DateRange!\n    $before: DateRange!\n    $filter: MetricFilter\n    $compare: Boolean!\n  ) {\n    metrics(queries: $queries) {\n      __typename\n      ... on MetricResult {\n        ...Figure\n      }\n      ... on MetricFailure {\n        code\n        message\n      }\n    }\n    valueStream(range: $range, filter: $filter) {\n      ...Stream\n    }\n    before: valueStream(range: $before, filter: $filter) @include(if: $compare) {\n      ...Stream\n    }\n  }\n": typeof types.OverviewDocument,
    "\n  query ChangesBehind($range: DateRange!, $by: ChangeMoment!, $filter: MetricFilter, $after: String) {\n    changes(range: $range, by: $by, filter: $filter, state: MERGED, first: 50, after: $after) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      edges {\n        node {\n          id\n          repository\n          number\n          title\n          url\n          mergeSha\n          author\n          firstCommitAt\n          openedAt\n          mergedAt\n          deployedAt\n        }\n      }\n    }\n  }\n": typeof types.ChangesBehindDocument,
    "\n  query DeploymentsBehind($range: DateRange!, $filter: MetricFilter, $after: String) {\n    deployments(range: $range, filter: $filter, first: 50, after: $after) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      edges {\n        node {\n          id\n          repository\n          service\n          environment\n          sha\n          ref\n          url\n          status\n          createdAt\n          finishedAt\n          changeFailed\n          failureReasons\n          isRework\n          recoveredAt\n          changes(first: 1) {\n            totalCount\n          }\n        }\n      }\n    }\n  }\n": typeof types.DeploymentsBehindDocument,
    "\n  query IncidentsBehind($range: DateRange!, $filter: MetricFilter, $after: String) {\n    incidents(range: $range, filter: $filter, first: 50, after: $after) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      edges {\n        node {\n          id\n          title\n          url\n          service\n          severity\n          startedAt\n          resolvedAt\n          attribution\n          deployment {\n            id\n            ref\n            sha\n          }\n        }\n      }\n    }\n  }\n": typeof types.IncidentsBehindDocument,
    "\n  query Session {\n    viewer {\n      name\n      role\n    }\n    workspace {\n      name\n      version\n      timeZone\n      bandRuleSet\n      asOf\n      firstAt\n      lastAt\n      hasSources\n      hasReviews\n      hasDeployments\n      hasIncidents\n    }\n  }\n": typeof types.SessionDocument,
    "\n  fragment Sync on SyncStatus {\n    state\n    startedAt\n    finishedAt\n    progress\n    message\n    requests\n    records\n    nextAttemptAt\n    done\n    total\n    rejected\n    rejectedRows {\n      file\n      line\n      column\n      message\n    }\n  }\n": typeof types.SyncFragmentDoc,
    "\n  fragment SourceRow on Source {\n    id\n    kind\n    name\n    settings\n    hasSecrets\n    canSync\n    problems {\n      repository\n      message\n    }\n    nextSyncAt\n    createdAt\n    lastSyncedAt\n    repositories\n    sync {\n      ...Sync\n    }\n  }\n": typeof types.SourceRowFragmentDoc,
    "\n  query Sources {\n    sources {\n      ...SourceRow\n    }\n  }\n": typeof types.SourcesDocument,
    "\n  query SourceHistory {\n    sources {\n      id\n      syncs(first: 20) {\n        ...Sync\n      }\n    }\n  }\n": typeof types.SourceHistoryDocument,
    "\n  query Coverage {\n    coverage(first: 200) {\n      totalCount\n      edges {\n        node {\n          repository\n          deploymentRule\n          deploymentRuleReason\n          mergedChanges\n          withCommits\n          withReviews\n          withDeployment\n          exactAttribution\n          waiting\n          deployments\n          incidents\n          incidentsLinked\n          firstAt\n          lastSyncedAt\n          warnings\n        }\n      }\n    }\n  }\n": typeof types.CoverageDocument,
    "\n  query InspectPath($path: String!, $kind: SourceKind!, $fileKind: String, $map: JSON, $time: String) {\n    inspectPath(path: $path, kind: $kind, fileKind: $fileKind, map: $map, time: $time) {\n      path\n      kind\n      name\n      branch\n      commits\n      versionTags\n      fileKind\n      columns\n      map\n      time\n      rows\n      sample\n      problem\n    }\n  }\n": typeof types.InspectPathDocument,
    "\n  mutation AddSource($input: AddSourceInput!) {\n    addSource(input: $input) {\n      source {\n        ...SourceRow\n      }\n      refusal {\n        code\n        message\n      }\n    }\n  }\n": typeof types.AddSourceDocument,
    "\n  mutation SyncSource($id: ID!) {\n    syncSource(id: $id) {\n      source {\n        ...SourceRow\n      }\n      refusal {\n        code\n        message\n      }\n    }\n  }\n": typeof types.SyncSourceDocument,
    "\n  mutation RemoveSource($id: ID!) {\n    removeSource(id: $id) {\n      refusal {\n        code\n        message\n      }\n    }\n  }\n": typeof types.RemoveSourceDocument,
    "\n  subscription SyncProgress {\n    syncProgress {\n      ...SourceRow\n    }\n  }\n": typeof types.SyncProgressDocument,
    "\n  query GitHubApps {\n    githubApps {\n      id\n      name\n      url\n      installUrl\n      installations {\n        id\n        owner\n        isSource\n      }\n      problem\n    }\n  }\n": typeof types.GitHubAppsDocument,
    "\n  query GitHubAppManifest($organization: String, $apiUrl: String) {\n    githubAppManifest(organization: $organization, apiUrl: $apiUrl) {\n      action\n      manifest\n      problems\n    }\n  }\n": typeof types.GitHubAppManifestDocument,
    "\n  mutation ForgetGitHubApp($id: ID!) {\n    forgetGitHubApp(id: $id)\n  }\n": typeof types.ForgetGitHubAppDocument,
    "\n  mutation AddGitHubInstallation($input: AddGitHubInstallationInput!) {\n    addGitHubInstallation(input: $input) {\n      source {\n        ...SourceRow\n      }\n      refusal {\n        message\n      }\n    }\n  }\n": typeof types.AddGitHubInstallationDocument,
    "\n  query WebhookSetup($sender: WebhookSender!) {\n    webhookSetup(sender: $sender) {\n      sender\n      url\n      secretMadeAt\n      proof\n      events\n      permissions {\n        name\n        why\n      }\n      lastDelivery {\n        event\n        outcome\n        at\n      }\n      problems\n    }\n  }\n": typeof types.WebhookSetupDocument,
    "\n  mutation RotateWebhookSecret($sender: WebhookSender!) {\n    rotateWebhookSecret(sender: $sender)\n  }\n": typeof types.RotateWebhookSecretDocument,
    "\n  mutation SetWebhookSecret($sender: WebhookSender!, $secret: String!) {\n    setWebhookSecret(sender: $sender, secret: $secret)\n  }\n": typeof types.SetWebhookSecretDocument,
};
const documents: Documents = {
    "\n  query Facets($dimension: Dimension!, $search: String) {\n    facets(dimension: $dimension, search: $search, first: 50) {\n      key\n      label\n      count\n    }\n  }\n": types.FacetsDocument,
    "\n  query InspectGitHub($input: InspectGitHubInput!) {\n    inspectGitHub(input: $input) {\n      owner\n      kind\n      access\n      account\n      hasEnvironmentToken\n      missing {\n        permission\n        effect\n      }\n      rateLimit {\n        limit\n        remaining\n        resetsAt\n      }\n      repositories {\n        name\n        description\n        isPrivate\n        isArchived\n        isFork\n        pushedAt\n        pullRequests\n      }\n      problem\n    }\n  }\n": types.InspectGitHubDocument,
    "\n  mutation UpdateSource($input: UpdateSourceInput!) {\n    updateSource(input: $input) {\n      source {\n        ...SourceRow\n      }\n      refusal {\n        code\n        message\n      }\n    }\n  }\n": types.UpdateSourceDocument,
    "\n  fragment Figure on MetricResult {\n    aggregate\n    asOf\n    covered {\n      from\n      to\n    }\n    definition {\n      key\n      name\n      unit\n      direction\n      summary\n      method\n      source\n    }\n    overall {\n      value\n      emptyReason\n      sampleSize\n      numerator\n      previous\n      changeRatio\n      band\n      blended\n      leftOut {\n        reason\n        count\n      }\n      basis {\n        basis\n        count\n      }\n    }\n    series {\n      ...Point\n    }\n    previousSeries {\n      ...Point\n    }\n  }\n": types.FigureFragmentDoc,
    "\n  fragment Point on MetricPoint {\n    start\n    end\n    value\n    emptyReason\n    sampleSize\n    unfinished\n  }\n": types.PointFragmentDoc,
    "\n  fragment Stream on ValueStream {\n    upTo\n    cohortSize\n    leftOut {\n      reason\n      count\n    }\n    total {\n      value\n      emptyReason\n      sampleSize\n      previous\n      changeRatio\n    }\n    stages {\n      stage\n      contribution\n      share\n      p50\n      sampleSize\n      inProgress\n      bottleneck\n    }\n  }\n": types.StreamFragmentDoc,
    "\n  query Overview(\n    $queries: [MetricQuery!]!\n    $range: DateRange!\n    $before: DateRange!\n    $filter: MetricFilter\n    $compare: Boolean!\n  ) {\n    metrics(queries: $queries) {\n      __typename\n      ... on MetricResult {\n        ...Figure\n      }\n      ... on MetricFailure {\n        code\n        message\n      }\n    }\n    valueStream(range: $range, filter: $filter) {\n      ...Stream\n    }\n    before: valueStream(range: $before, filter: $filter) @include(if: $compare) {\n      ...Stream\n    }\n  }\n": types.OverviewDocument,
    "\n  query ChangesBehind($range: DateRange!, $by: ChangeMoment!, $filter: MetricFilter, $after: String) {\n    changes(range: $range, by: $by, filter: $filter, state: MERGED, first: 50, after: $after) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      edges {\n        node {\n          id\n          repository\n          number\n          title\n          url\n          mergeSha\n          author\n          firstCommitAt\n          openedAt\n          mergedAt\n          deployedAt\n        }\n      }\n    }\n  }\n": types.ChangesBehindDocument,
    "\n  query DeploymentsBehind($range: DateRange!, $filter: MetricFilter, $after: String) {\n    deployments(range: $range, filter: $filter, first: 50, after: $after) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      edges {\n        node {\n          id\n          repository\n          service\n          environment\n          sha\n          ref\n          url\n          status\n          createdAt\n          finishedAt\n          changeFailed\n          failureReasons\n          isRework\n          recoveredAt\n          changes(first: 1) {\n            totalCount\n          }\n        }\n      }\n    }\n  }\n": types.DeploymentsBehindDocument,
    "\n  query IncidentsBehind($range: DateRange!, $filter: MetricFilter, $after: String) {\n    incidents(range: $range, filter: $filter, first: 50, after: $after) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      edges {\n        node {\n          id\n          title\n          url\n          service\n          severity\n          startedAt\n          resolvedAt\n          attribution\n          deployment {\n            id\n            ref\n            sha\n          }\n        }\n      }\n    }\n  }\n": types.IncidentsBehindDocument,
    "\n  query Session {\n    viewer {\n      name\n      role\n    }\n    workspace {\n      name\n      version\n      timeZone\n      bandRuleSet\n      asOf\n      firstAt\n      lastAt\n      hasSources\n      hasReviews\n      hasDeployments\n      hasIncidents\n    }\n  }\n": types.SessionDocument,
    "\n  fragment Sync on SyncStatus {\n    state\n    startedAt\n    finishedAt\n    progress\n    message\n    requests\n    records\n    nextAttemptAt\n    done\n    total\n    rejected\n    rejectedRows {\n      file\n      line\n      column\n      message\n    }\n  }\n": types.SyncFragmentDoc,
    "\n  fragment SourceRow on Source {\n    id\n    kind\n    name\n    settings\n    hasSecrets\n    canSync\n    problems {\n      repository\n      message\n    }\n    nextSyncAt\n    createdAt\n    lastSyncedAt\n    repositories\n    sync {\n      ...Sync\n    }\n  }\n": types.SourceRowFragmentDoc,
    "\n  query Sources {\n    sources {\n      ...SourceRow\n    }\n  }\n": types.SourcesDocument,
    "\n  query SourceHistory {\n    sources {\n      id\n      syncs(first: 20) {\n        ...Sync\n      }\n    }\n  }\n": types.SourceHistoryDocument,
    "\n  query Coverage {\n    coverage(first: 200) {\n      totalCount\n      edges {\n        node {\n          repository\n          deploymentRule\n          deploymentRuleReason\n          mergedChanges\n          withCommits\n          withReviews\n          withDeployment\n          exactAttribution\n          waiting\n          deployments\n          incidents\n          incidentsLinked\n          firstAt\n          lastSyncedAt\n          warnings\n        }\n      }\n    }\n  }\n": types.CoverageDocument,
    "\n  query InspectPath($path: String!, $kind: SourceKind!, $fileKind: String, $map: JSON, $time: String) {\n    inspectPath(path: $path, kind: $kind, fileKind: $fileKind, map: $map, time: $time) {\n      path\n      kind\n      name\n      branch\n      commits\n      versionTags\n      fileKind\n      columns\n      map\n      time\n      rows\n      sample\n      problem\n    }\n  }\n": types.InspectPathDocument,
    "\n  mutation AddSource($input: AddSourceInput!) {\n    addSource(input: $input) {\n      source {\n        ...SourceRow\n      }\n      refusal {\n        code\n        message\n      }\n    }\n  }\n": types.AddSourceDocument,
    "\n  mutation SyncSource($id: ID!) {\n    syncSource(id: $id) {\n      source {\n        ...SourceRow\n      }\n      refusal {\n        code\n        message\n      }\n    }\n  }\n": types.SyncSourceDocument,
    "\n  mutation RemoveSource($id: ID!) {\n    removeSource(id: $id) {\n      refusal {\n        code\n        message\n      }\n    }\n  }\n": types.RemoveSourceDocument,
    "\n  subscription SyncProgress {\n    syncProgress {\n      ...SourceRow\n    }\n  }\n": types.SyncProgressDocument,
    "\n  query GitHubApps {\n    githubApps {\n      id\n      name\n      url\n      installUrl\n      installations {\n        id\n        owner\n        isSource\n      }\n      problem\n    }\n  }\n": types.GitHubAppsDocument,
    "\n  query GitHubAppManifest($organization: String, $apiUrl: String) {\n    githubAppManifest(organization: $organization, apiUrl: $apiUrl) {\n      action\n      manifest\n      problems\n    }\n  }\n": types.GitHubAppManifestDocument,
    "\n  mutation ForgetGitHubApp($id: ID!) {\n    forgetGitHubApp(id: $id)\n  }\n": types.ForgetGitHubAppDocument,
    "\n  mutation AddGitHubInstallation($input: AddGitHubInstallationInput!) {\n    addGitHubInstallation(input: $input) {\n      source {\n        ...SourceRow\n      }\n      refusal {\n        message\n      }\n    }\n  }\n": types.AddGitHubInstallationDocument,
    "\n  query WebhookSetup($sender: WebhookSender!) {\n    webhookSetup(sender: $sender) {\n      sender\n      url\n      secretMadeAt\n      proof\n      events\n      permissions {\n        name\n        why\n      }\n      lastDelivery {\n        event\n        outcome\n        at\n      }\n      problems\n    }\n  }\n": types.WebhookSetupDocument,
    "\n  mutation RotateWebhookSecret($sender: WebhookSender!) {\n    rotateWebhookSecret(sender: $sender)\n  }\n": types.RotateWebhookSecretDocument,
    "\n  mutation SetWebhookSecret($sender: WebhookSender!, $secret: String!) {\n    setWebhookSecret(sender: $sender, secret: $secret)\n  }\n": types.SetWebhookSecretDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Facets($dimension: Dimension!, $search: String) {\n    facets(dimension: $dimension, search: $search, first: 50) {\n      key\n      label\n      count\n    }\n  }\n"): typeof import('./graphql.js').FacetsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query InspectGitHub($input: InspectGitHubInput!) {\n    inspectGitHub(input: $input) {\n      owner\n      kind\n      access\n      account\n      hasEnvironmentToken\n      missing {\n        permission\n        effect\n      }\n      rateLimit {\n        limit\n        remaining\n        resetsAt\n      }\n      repositories {\n        name\n        description\n        isPrivate\n        isArchived\n        isFork\n        pushedAt\n        pullRequests\n      }\n      problem\n    }\n  }\n"): typeof import('./graphql.js').InspectGitHubDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateSource($input: UpdateSourceInput!) {\n    updateSource(input: $input) {\n      source {\n        ...SourceRow\n      }\n      refusal {\n        code\n        message\n      }\n    }\n  }\n"): typeof import('./graphql.js').UpdateSourceDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment Figure on MetricResult {\n    aggregate\n    asOf\n    covered {\n      from\n      to\n    }\n    definition {\n      key\n      name\n      unit\n      direction\n      summary\n      method\n      source\n    }\n    overall {\n      value\n      emptyReason\n      sampleSize\n      numerator\n      previous\n      changeRatio\n      band\n      blended\n      leftOut {\n        reason\n        count\n      }\n      basis {\n        basis\n        count\n      }\n    }\n    series {\n      ...Point\n    }\n    previousSeries {\n      ...Point\n    }\n  }\n"): typeof import('./graphql.js').FigureFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment Point on MetricPoint {\n    start\n    end\n    value\n    emptyReason\n    sampleSize\n    unfinished\n  }\n"): typeof import('./graphql.js').PointFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment Stream on ValueStream {\n    upTo\n    cohortSize\n    leftOut {\n      reason\n      count\n    }\n    total {\n      value\n      emptyReason\n      sampleSize\n      previous\n      changeRatio\n    }\n    stages {\n      stage\n      contribution\n      share\n      p50\n      sampleSize\n      inProgress\n      bottleneck\n    }\n  }\n"): typeof import('./graphql.js').StreamFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Overview(\n    $queries: [MetricQuery!]!\n    $range: DateRange!\n    $before: DateRange!\n    $filter: MetricFilter\n    $compare: Boolean!\n  ) {\n    metrics(queries: $queries) {\n      __typename\n      ... on MetricResult {\n        ...Figure\n      }\n      ... on MetricFailure {\n        code\n        message\n      }\n    }\n    valueStream(range: $range, filter: $filter) {\n      ...Stream\n    }\n    before: valueStream(range: $before, filter: $filter) @include(if: $compare) {\n      ...Stream\n    }\n  }\n"): typeof import('./graphql.js').OverviewDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ChangesBehind($range: DateRange!, $by: ChangeMoment!, $filter: MetricFilter, $after: String) {\n    changes(range: $range, by: $by, filter: $filter, state: MERGED, first: 50, after: $after) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      edges {\n        node {\n          id\n          repository\n          number\n          title\n          url\n          mergeSha\n          author\n          firstCommitAt\n          openedAt\n          mergedAt\n          deployedAt\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.js').ChangesBehindDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query DeploymentsBehind($range: DateRange!, $filter: MetricFilter, $after: String) {\n    deployments(range: $range, filter: $filter, first: 50, after: $after) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      edges {\n        node {\n          id\n          repository\n          service\n          environment\n          sha\n          ref\n          url\n          status\n          createdAt\n          finishedAt\n          changeFailed\n          failureReasons\n          isRework\n          recoveredAt\n          changes(first: 1) {\n            totalCount\n          }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.js').DeploymentsBehindDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query IncidentsBehind($range: DateRange!, $filter: MetricFilter, $after: String) {\n    incidents(range: $range, filter: $filter, first: 50, after: $after) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      edges {\n        node {\n          id\n          title\n          url\n          service\n          severity\n          startedAt\n          resolvedAt\n          attribution\n          deployment {\n            id\n            ref\n            sha\n          }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.js').IncidentsBehindDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Session {\n    viewer {\n      name\n      role\n    }\n    workspace {\n      name\n      version\n      timeZone\n      bandRuleSet\n      asOf\n      firstAt\n      lastAt\n      hasSources\n      hasReviews\n      hasDeployments\n      hasIncidents\n    }\n  }\n"): typeof import('./graphql.js').SessionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment Sync on SyncStatus {\n    state\n    startedAt\n    finishedAt\n    progress\n    message\n    requests\n    records\n    nextAttemptAt\n    done\n    total\n    rejected\n    rejectedRows {\n      file\n      line\n      column\n      message\n    }\n  }\n"): typeof import('./graphql.js').SyncFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment SourceRow on Source {\n    id\n    kind\n    name\n    settings\n    hasSecrets\n    canSync\n    problems {\n      repository\n      message\n    }\n    nextSyncAt\n    createdAt\n    lastSyncedAt\n    repositories\n    sync {\n      ...Sync\n    }\n  }\n"): typeof import('./graphql.js').SourceRowFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Sources {\n    sources {\n      ...SourceRow\n    }\n  }\n"): typeof import('./graphql.js').SourcesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SourceHistory {\n    sources {\n      id\n      syncs(first: 20) {\n        ...Sync\n      }\n    }\n  }\n"): typeof import('./graphql.js').SourceHistoryDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Coverage {\n    coverage(first: 200) {\n      totalCount\n      edges {\n        node {\n          repository\n          deploymentRule\n          deploymentRuleReason\n          mergedChanges\n          withCommits\n          withReviews\n          withDeployment\n          exactAttribution\n          waiting\n          deployments\n          incidents\n          incidentsLinked\n          firstAt\n          lastSyncedAt\n          warnings\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.js').CoverageDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query InspectPath($path: String!, $kind: SourceKind!, $fileKind: String, $map: JSON, $time: String) {\n    inspectPath(path: $path, kind: $kind, fileKind: $fileKind, map: $map, time: $time) {\n      path\n      kind\n      name\n      branch\n      commits\n      versionTags\n      fileKind\n      columns\n      map\n      time\n      rows\n      sample\n      problem\n    }\n  }\n"): typeof import('./graphql.js').InspectPathDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AddSource($input: AddSourceInput!) {\n    addSource(input: $input) {\n      source {\n        ...SourceRow\n      }\n      refusal {\n        code\n        message\n      }\n    }\n  }\n"): typeof import('./graphql.js').AddSourceDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SyncSource($id: ID!) {\n    syncSource(id: $id) {\n      source {\n        ...SourceRow\n      }\n      refusal {\n        code\n        message\n      }\n    }\n  }\n"): typeof import('./graphql.js').SyncSourceDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RemoveSource($id: ID!) {\n    removeSource(id: $id) {\n      refusal {\n        code\n        message\n      }\n    }\n  }\n"): typeof import('./graphql.js').RemoveSourceDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription SyncProgress {\n    syncProgress {\n      ...SourceRow\n    }\n  }\n"): typeof import('./graphql.js').SyncProgressDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query GitHubApps {\n    githubApps {\n      id\n      name\n      url\n      installUrl\n      installations {\n        id\n        owner\n        isSource\n      }\n      problem\n    }\n  }\n"): typeof import('./graphql.js').GitHubAppsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query GitHubAppManifest($organization: String, $apiUrl: String) {\n    githubAppManifest(organization: $organization, apiUrl: $apiUrl) {\n      action\n      manifest\n      problems\n    }\n  }\n"): typeof import('./graphql.js').GitHubAppManifestDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ForgetGitHubApp($id: ID!) {\n    forgetGitHubApp(id: $id)\n  }\n"): typeof import('./graphql.js').ForgetGitHubAppDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AddGitHubInstallation($input: AddGitHubInstallationInput!) {\n    addGitHubInstallation(input: $input) {\n      source {\n        ...SourceRow\n      }\n      refusal {\n        message\n      }\n    }\n  }\n"): typeof import('./graphql.js').AddGitHubInstallationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query WebhookSetup($sender: WebhookSender!) {\n    webhookSetup(sender: $sender) {\n      sender\n      url\n      secretMadeAt\n      proof\n      events\n      permissions {\n        name\n        why\n      }\n      lastDelivery {\n        event\n        outcome\n        at\n      }\n      problems\n    }\n  }\n"): typeof import('./graphql.js').WebhookSetupDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RotateWebhookSecret($sender: WebhookSender!) {\n    rotateWebhookSecret(sender: $sender)\n  }\n"): typeof import('./graphql.js').RotateWebhookSecretDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetWebhookSecret($sender: WebhookSender!, $secret: String!) {\n    setWebhookSecret(sender: $sender, secret: $secret)\n  }\n"): typeof import('./graphql.js').SetWebhookSecretDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
