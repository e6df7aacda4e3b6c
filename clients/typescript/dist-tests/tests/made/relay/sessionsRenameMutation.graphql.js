/**
 * @generated SignedSource<<f463ae1ad943b8085a729e3141f3f706>>
 * @relayHash a0e178026bc082ca679011842278ae8f
 * @lightSyntaxTransform
 */
const node = (function () {
    var v0 = [
        {
            "defaultValue": null,
            "kind": "LocalArgument",
            "name": "input"
        }
    ], v1 = [
        {
            "alias": null,
            "args": [
                {
                    "kind": "Variable",
                    "name": "input",
                    "variableName": "input"
                }
            ],
            "concreteType": "AccountPayload",
            "kind": "LinkedField",
            "name": "updateAccount",
            "plural": false,
            "selections": [
                {
                    "alias": null,
                    "args": null,
                    "concreteType": "Account",
                    "kind": "LinkedField",
                    "name": "account",
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
                        }
                    ],
                    "storageKey": null
                }
            ],
            "storageKey": null
        }
    ];
    return {
        "fragment": {
            "argumentDefinitions": (v0 /*:: as any*/),
            "kind": "Fragment",
            "metadata": null,
            "name": "sessionsRenameMutation",
            "selections": (v1 /*:: as any*/),
            "type": "Mutation",
            "abstractKey": null
        },
        "kind": "Request",
        "operation": {
            "argumentDefinitions": (v0 /*:: as any*/),
            "kind": "Operation",
            "name": "sessionsRenameMutation",
            "selections": (v1 /*:: as any*/)
        },
        "params": {
            "id": "2eeed65dc69eee55acee3f3bd0f47689dc1f285bb19148a58a20c0b1150c0b16",
            "metadata": {},
            "name": "sessionsRenameMutation",
            "operationKind": "mutation",
            "text": null
        }
    };
})();
node.hash = "56cf40d211b2ded1a5c5b0a7186c9e03";
export default node;
