import { graphql } from 'relay-runtime';

export const ROLLUP = graphql`
  query rollupQuery($years: [Int!]!, $first: Int!, $after: String) {
    rollup(years: $years, filter: { jurisdiction: "910101" }) {
      id
      total {
        requests {
          received {
            total
          }
        }
      }
      ...rollup_bureaus
    }
  }
`;

export const BUREAUS = graphql`
  fragment rollup_bureaus on RollUp @refetchable(queryName: "rollupPageQuery") {
    byAgency(first: $first, after: $after) @connection(key: "rollup_bureaus_byAgency") {
      edges {
        node {
          key
          sortValue
        }
      }
    }
  }
`;
