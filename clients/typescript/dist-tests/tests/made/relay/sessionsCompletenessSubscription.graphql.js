/**
 * @generated SignedSource<<729bc29f9aa65dfd48fda5be31eaa093>>
 * @relayHash d0984bc95cfc4c10f048112cfc5cc970
 * @lightSyntaxTransform
 */
const node = (function () {
    var v0 = [
        {
            "alias": null,
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
            "concreteType": "Coverage",
            "kind": "LinkedField",
            "name": "completenessChanged",
            "plural": false,
            "selections": [
                {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "expected",
                    "storageKey": null
                },
                {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "included",
                    "storageKey": null
                }
            ],
            "storageKey": "completenessChanged(jurisdiction:\"910101\",year:2025)"
        }
    ];
    return {
        "fragment": {
            "argumentDefinitions": [],
            "kind": "Fragment",
            "metadata": null,
            "name": "sessionsCompletenessSubscription",
            "selections": (v0 /*:: as any*/),
            "type": "Subscription",
            "abstractKey": null
        },
        "kind": "Request",
        "operation": {
            "argumentDefinitions": [],
            "kind": "Operation",
            "name": "sessionsCompletenessSubscription",
            "selections": (v0 /*:: as any*/)
        },
        "params": {
            "id": "0706877cdd90ebd13ff0c2c885adfb9e18a99d14f433a17ae062e0ad979459af",
            "metadata": {},
            "name": "sessionsCompletenessSubscription",
            "operationKind": "subscription",
            "text": null
        }
    };
})();
node.hash = "299349458c21c981d9f9b0d9d5ffc003";
export default node;
