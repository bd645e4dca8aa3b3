import { graphql } from '../../graphql/generated/index.js';

/** The five DORA figures and what is known of the way to the merge, each told by its own query of one request. */
export const FigureFragment = graphql(`
  fragment Figure on MetricResult {
    aggregate
    asOf
    covered {
      from
      to
    }
    definition {
      key
      name
      unit
      direction
      summary
      method
      source
    }
    overall {
      value
      emptyReason
      sampleSize
      numerator
      previous
      changeRatio
      band
      blended
      leftOut {
        reason
        count
      }
      basis {
        basis
        count
      }
    }
    series {
      ...Point
    }
    previousSeries {
      ...Point
    }
  }
`);

export const PointFragment = graphql(`
  fragment Point on MetricPoint {
    start
    end
    value
    emptyReason
    sampleSize
    unfinished
  }
`);

export const StreamFragment = graphql(`
  fragment Stream on ValueStream {
    upTo
    cohortSize
    leftOut {
      reason
      count
    }
    total {
      value
      emptyReason
      sampleSize
      previous
      changeRatio
    }
    stages {
      stage
      contribution
      share
      p50
      sampleSize
      inProgress
      bottleneck
    }
  }
`);

export const OverviewDocument = graphql(`
  query Overview(
    $queries: [MetricQuery!]!
    $range: DateRange!
    $before: DateRange!
    $filter: MetricFilter
    $compare: Boolean!
  ) {
    metrics(queries: $queries) {
      __typename
      ... on MetricResult {
        ...Figure
      }
      ... on MetricFailure {
        code
        message
      }
    }
    valueStream(range: $range, filter: $filter) {
      ...Stream
    }
    before: valueStream(range: $before, filter: $filter) @include(if: $compare) {
      ...Stream
    }
  }
`);
