import { graphql } from '../../graphql/generated/index.js';

export const FacetsDocument = graphql(`
  query Facets($dimension: Dimension!, $search: String) {
    facets(dimension: $dimension, search: $search, first: 50) {
      key
      label
      count
    }
  }
`);
