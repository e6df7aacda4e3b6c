/**
 * @generated SignedSource<<0eecfd2055545868fa9434461c1b1d8a>>
 * @relayHash 763b9dcd1bb1d59c0d898c8647e9d212
 * @lightSyntaxTransform
 */
const node = (function () {
    var v0 = [
        {
            "defaultValue": null,
            "kind": "LocalArgument",
            "name": "id"
        }
    ], v1 = [
        {
            "alias": null,
            "args": [
                {
                    "kind": "Variable",
                    "name": "id",
                    "variableName": "id"
                }
            ],
            "kind": "ScalarField",
            "name": "revokeSession",
            "storageKey": null
        }
    ];
    return {
        "fragment": {
            "argumentDefinitions": (v0 /*:: as any*/),
            "kind": "Fragment",
            "metadata": null,
            "name": "sessionsRevokeMutation",
            "selections": (v1 /*:: as any*/),
            "type": "Mutation",
            "abstractKey": null
        },
        "kind": "Request",
        "operation": {
            "argumentDefinitions": (v0 /*:: as any*/),
            "kind": "Operation",
            "name": "sessionsRevokeMutation",
            "selections": (v1 /*:: as any*/)
        },
        "params": {
            "id": "196e417fb2b9ff7ec4b7dd5d57b1b4f941927f269ab8e6fe04edff4bc97e7625",
            "metadata": {},
            "name": "sessionsRevokeMutation",
            "operationKind": "mutation",
            "text": null
        }
    };
})();
node.hash = "313f9e53e12b589908b8ce8b08ae48fd";
export default node;
