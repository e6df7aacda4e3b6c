/**
 * @generated SignedSource<<a0f5e5762acc2fba5f381c7ea3b13c1d>>
 * @lightSyntaxTransform
 */
import agenciesPageQuery_graphql from './agenciesPageQuery.graphql';
const node = (function () {
    var v0 = [
        "agencies"
    ];
    return {
        "argumentDefinitions": [
            {
                "kind": "RootArgument",
                "name": "after"
            },
            {
                "kind": "RootArgument",
                "name": "first"
            }
        ],
        "kind": "Fragment",
        "metadata": {
            "connection": [
                {
                    "count": "first",
                    "cursor": "after",
                    "direction": "forward",
                    "path": (v0 /*:: as any*/)
                }
            ],
            "refetch": {
                "connection": {
                    "forward": {
                        "count": "first",
                        "cursor": "after"
                    },
                    "backward": null,
                    "path": (v0 /*:: as any*/)
                },
                "fragmentPathInResult": [],
                "operation": agenciesPageQuery_graphql
            }
        },
        "name": "agencies_list",
        "selections": [
            {
                "alias": "agencies",
                "args": [
                    {
                        "kind": "Literal",
                        "name": "jurisdiction",
                        "value": "910101"
                    },
                    {
                        "kind": "Literal",
                        "name": "year",
                        "value": 2025
                    }
                ],
                "concreteType": "AgencyConnection",
                "kind": "LinkedField",
                "name": "__agencies_list_agencies_connection",
                "plural": false,
                "selections": [
                    {
                        "alias": null,
                        "args": null,
                        "concreteType": "AgencyEdge",
                        "kind": "LinkedField",
                        "name": "edges",
                        "plural": true,
                        "selections": [
                            {
                                "alias": null,
                                "args": null,
                                "concreteType": "Agency",
                                "kind": "LinkedField",
                                "name": "node",
                                "plural": false,
                                "selections": [
                                    {
                                        "alias": null,
                                        "args": null,
                                        "kind": "ScalarField",
                                        "name": "id",
                                        "storageKey": null
                                    },
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
                                        "concreteType": "Jurisdiction",
                                        "kind": "LinkedField",
                                        "name": "jurisdiction",
                                        "plural": false,
                                        "selections": [
                                            {
                                                "alias": null,
                                                "args": null,
                                                "kind": "ScalarField",
                                                "name": "code",
                                                "storageKey": null
                                            }
                                        ],
                                        "storageKey": null
                                    },
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
                "storageKey": "__agencies_list_agencies_connection(jurisdiction:\"910101\",year:2025)"
            }
        ],
        "type": "Query",
        "abstractKey": null
    };
})();
node.hash = "8549934326d847334839f4b079c05dac";
export default node;
