import { graphql } from 'relay-runtime';

export const AGENCIES = graphql`
  query agenciesQuery($first: Int!, $after: String) {
    ...agencies_list
  }
`;

export const LIST = graphql`
  fragment agencies_list on Query @refetchable(queryName: "agenciesPageQuery") {
    agencies(filter: { year: 2025, jurisdiction: "910101" }, first: $first, after: $after)
      @connection(key: "agencies_list_agencies") {
      edges {
        node {
          id
          name
          jurisdiction {
            code
          }
        }
      }
    }
  }
`;
