import { graphql } from 'relay-runtime';

export const SESSIONS = graphql`
  query sessionsQuery {
    viewer {
      id
      name
      grants {
        id
        role
      }
    }
    sessions {
      id
      current
      address
    }
    apiKeys(agency: "910101-012") {
      id
      purpose
    }
  }
`;

export const REVOKE = graphql`
  mutation sessionsRevokeMutation($id: ID!) {
    revokeSession(id: $id)
  }
`;

export const RENAME = graphql`
  mutation sessionsRenameMutation($input: UpdateAccountInput!) {
    updateAccount(input: $input) {
      account {
        id
        name
      }
    }
  }
`;

export const COMPLETENESS = graphql`
  subscription sessionsCompletenessSubscription {
    completenessChanged(jurisdiction: "910101", year: 2025) {
      expected
      included
    }
  }
`;
