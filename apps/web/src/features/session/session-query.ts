import { graphql } from '../../graphql/generated/index.js';

/** Who looks, and what a page needs to know before it asks for figures. */
export const SessionDocument = graphql(`
  query Session {
    viewer {
      name
      role
    }
    workspace {
      name
      version
      timeZone
      bandRuleSet
      asOf
      firstAt
      lastAt
      hasSources
      hasReviews
      hasDeployments
      hasIncidents
    }
  }
`);
