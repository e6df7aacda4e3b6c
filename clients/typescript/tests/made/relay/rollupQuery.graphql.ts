/**
 * @generated SignedSource<<676748aef9d9ee12a1904f7e2c4dce6a>>
 * @relayHash cc7af4c61efd9d5354152ace1f6f0ebf
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

// @relayRequestID 01f8d52912a7c319759ff90184fb5364712341a592f12589b145cdfc4348082f

import { ConcreteRequest } from 'relay-runtime';
import { FragmentRefs } from "relay-runtime";
export type rollupQuery$variables = {
  after?: string | null | undefined;
  first: number;
  years: ReadonlyArray<number>;
};
export type rollupQuery$data = {
  readonly rollup: {
    readonly id: string;
    readonly total: {
      readonly requests: {
        readonly received: {
          readonly total: number | string | null | undefined;
        } | null | undefined;
      };
    };
    readonly " $fragmentSpreads": FragmentRefs<"rollup_bureaus">;
  };
};
export type rollupQuery = {
  response: rollupQuery$data;
  variables: rollupQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "after"
},
v1 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "first"
},
v2 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "years"
},
v3 = [
  {
    "kind": "Literal",
    "name": "filter",
    "value": {
      "jurisdiction": "910101"
    }
  },
  {
    "kind": "Variable",
    "name": "years",
    "variableName": "years"
  }
],
v4 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v5 = {
  "alias": null,
  "args": null,
  "concreteType": "RequestTable",
  "kind": "LinkedField",
  "name": "requests",
  "plural": false,
  "selections": [
    {
      "alias": null,
      "args": null,
      "concreteType": "RequestCounts",
      "kind": "LinkedField",
      "name": "received",
      "plural": false,
      "selections": [
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "total",
          "storageKey": null
        }
      ],
      "storageKey": null
    }
  ],
  "storageKey": null
},
v6 = [
  {
    "kind": "Variable",
    "name": "after",
    "variableName": "after"
  },
  {
    "kind": "Variable",
    "name": "first",
    "variableName": "first"
  }
];
return {
  "fragment": {
    "argumentDefinitions": [
      (v0/*:: as any*/),
      (v1/*:: as any*/),
      (v2/*:: as any*/)
    ],
    "kind": "Fragment",
    "metadata": null,
    "name": "rollupQuery",
    "selections": [
      {
        "alias": null,
        "args": (v3/*:: as any*/),
        "concreteType": "RollUp",
        "kind": "LinkedField",
        "name": "rollup",
        "plural": false,
        "selections": [
          (v4/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "concreteType": "RollUpGroup",
            "kind": "LinkedField",
            "name": "total",
            "plural": false,
            "selections": [
              (v5/*:: as any*/)
            ],
            "storageKey": null
          },
          {
            "args": null,
            "kind": "FragmentSpread",
            "name": "rollup_bureaus"
          }
        ],
        "storageKey": null
      }
    ],
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [
      (v2/*:: as any*/),
      (v1/*:: as any*/),
      (v0/*:: as any*/)
    ],
    "kind": "Operation",
    "name": "rollupQuery",
    "selections": [
      {
        "alias": null,
        "args": (v3/*:: as any*/),
        "concreteType": "RollUp",
        "kind": "LinkedField",
        "name": "rollup",
        "plural": false,
        "selections": [
          (v4/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "concreteType": "RollUpGroup",
            "kind": "LinkedField",
            "name": "total",
            "plural": false,
            "selections": [
              (v5/*:: as any*/),
              (v4/*:: as any*/)
            ],
            "storageKey": null
          },
          {
            "alias": null,
            "args": (v6/*:: as any*/),
            "concreteType": "RollUpGroupConnection",
            "kind": "LinkedField",
            "name": "byAgency",
            "plural": false,
            "selections": [
              {
                "alias": null,
                "args": null,
                "concreteType": "RollUpGroupEdge",
                "kind": "LinkedField",
                "name": "edges",
                "plural": true,
                "selections": [
                  {
                    "alias": null,
                    "args": null,
                    "concreteType": "RollUpGroup",
                    "kind": "LinkedField",
                    "name": "node",
                    "plural": false,
                    "selections": [
                      {
                        "alias": null,
                        "args": null,
                        "kind": "ScalarField",
                        "name": "key",
                        "storageKey": null
                      },
                      {
                        "alias": null,
                        "args": null,
                        "kind": "ScalarField",
                        "name": "sortValue",
                        "storageKey": null
                      },
                      (v4/*:: as any*/),
                      {
                        "alias": null,
                        "args": null,
                        "kind": "ScalarField",
                        "name": "__typename",
                        "storageKey": null
                      }
                    ],
                    "storageKey": null
                  },
                  {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "cursor",
                    "storageKey": null
                  }
                ],
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "concreteType": "PageInfo",
                "kind": "LinkedField",
                "name": "pageInfo",
                "plural": false,
                "selections": [
                  {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "endCursor",
                    "storageKey": null
                  },
                  {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "hasNextPage",
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
            "args": (v6/*:: as any*/),
            "filters": null,
            "handle": "connection",
            "key": "rollup_bureaus_byAgency",
            "kind": "LinkedHandle",
            "name": "byAgency"
          }
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "id": "01f8d52912a7c319759ff90184fb5364712341a592f12589b145cdfc4348082f",
    "metadata": {},
    "name": "rollupQuery",
    "operationKind": "query",
    "text": null
  }
};
})();

(node as any).hash = "179bd1a540ae70c3d4a5a90c391fe3ad";

export default node;
