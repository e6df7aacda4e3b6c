/**
 * @generated SignedSource<<477190c2201ffecff668bc9c80181c0a>>
 * @relayHash 34add8bd26dd237760986bd1dab70ff9
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

// @relayRequestID 6a16bfa84798d0d05f1a91cbe7da488a7d0047eea8001943482e992adda8c00e

import { ConcreteRequest } from 'relay-runtime';
export type Role = "ADMINISTRATOR" | "ANALYST" | "CLERK" | "DISTRICT_OFFICER" | "LEADER" | "OFFICE_REVIEWER" | "SECTION_REVIEWER" | "%future added value";
export type sessionsQuery$variables = Record<PropertyKey, never>;
export type sessionsQuery$data = {
  readonly apiKeys: ReadonlyArray<{
    readonly id: string;
    readonly purpose: string;
  }>;
  readonly sessions: ReadonlyArray<{
    readonly address: string;
    readonly current: boolean;
    readonly id: string;
  }>;
  readonly viewer: {
    readonly grants: ReadonlyArray<{
      readonly id: string;
      readonly role: Role;
    }>;
    readonly id: string;
    readonly name: string;
  } | null | undefined;
};
export type sessionsQuery = {
  response: sessionsQuery$data;
  variables: sessionsQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v1 = [
  {
    "alias": null,
    "args": null,
    "concreteType": "Account",
    "kind": "LinkedField",
    "name": "viewer",
    "plural": false,
    "selections": [
      (v0/*:: as any*/),
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "name",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "concreteType": "RoleGrant",
        "kind": "LinkedField",
        "name": "grants",
        "plural": true,
        "selections": [
          (v0/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "role",
            "storageKey": null
          }
        ],
        "storageKey": null
      }
    ],
    "storageKey": null
  },
  {
    "alias": null,
    "args": null,
    "concreteType": "Session",
    "kind": "LinkedField",
    "name": "sessions",
    "plural": true,
    "selections": [
      (v0/*:: as any*/),
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "current",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "address",
        "storageKey": null
      }
    ],
    "storageKey": null
  },
  {
    "alias": null,
    "args": [
      {
        "kind": "Literal",
        "name": "agency",
        "value": "910101-012"
      }
    ],
    "concreteType": "ApiKey",
    "kind": "LinkedField",
    "name": "apiKeys",
    "plural": true,
    "selections": [
      (v0/*:: as any*/),
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "purpose",
        "storageKey": null
      }
    ],
    "storageKey": "apiKeys(agency:\"910101-012\")"
  }
];
return {
  "fragment": {
    "argumentDefinitions": [],
    "kind": "Fragment",
    "metadata": null,
    "name": "sessionsQuery",
    "selections": (v1/*:: as any*/),
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [],
    "kind": "Operation",
    "name": "sessionsQuery",
    "selections": (v1/*:: as any*/)
  },
  "params": {
    "id": "6a16bfa84798d0d05f1a91cbe7da488a7d0047eea8001943482e992adda8c00e",
    "metadata": {},
    "name": "sessionsQuery",
    "operationKind": "query",
    "text": null
  }
};
})();

(node as any).hash = "ae27d7b3a264c7c666f78fd8241e8e58";

export default node;
