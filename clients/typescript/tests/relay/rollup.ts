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
    groups(by: [AGENCY], first: $first, after: $after, orderBy: { field: "requests.received.total" })
      @connection(key: "rollup_bureaus_groups") {
      edges {
        node {
          key
          sortValue
        }
      }
    }
  }
`;
