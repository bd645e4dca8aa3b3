import type { InspectPathQuery } from '../../graphql/generated/graphql.js';

/** What a path on the server's machine holds. */
export type Inspection = InspectPathQuery['inspectPath'];
