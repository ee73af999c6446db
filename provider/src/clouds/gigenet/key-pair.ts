import { z } from "zod";
import { plainId, resourceKit } from "../../engine/definition/definition.ts";
import { createKeyPair } from "../../engine/definition/key-pairs.ts";
import { keyMaterial, publicKey } from "../../engine/definition/key-types.ts";
import type { GigeNet } from "./account.ts";
import { createdKeyPair, done, type KeyPairRow, keyPairRow } from "./schemas.ts";

const { optional, output, define } = resourceKit<GigeNet, { row: KeyPairRow }>();

const CONSISTENCY_WINDOW = 60;

export const keyPair = define({
  token: "gigenet:KeyPair",
  noun: "key pair",
  description:
    "An SSH key of the account. **It does nothing for instances**: GigeNET's documentation calls key pairs a preview that its virtual machines do not use, so no instance takes one. Sign in with the instance's `password`, and install keys yourself.",
  see: "https://github.com/gigenet-projects/gcloud-golang-api",
  inputs: {
    name: optional(z.string().min(1).max(255), {
      description: "Name (`KeyName`), unique in the account. Generated from the resource's name if absent.",
      change: "replace",
      read: { from: { row: ({ keyName }) => keyName }, drift: "report" },
    }),
    publicKey: optional(publicKey(), {
      description:
        "Your own public key to import (`ImportKeyPair`), as in `~/.ssh/id_ed25519.pub`. If absent, GigeNET generates a key pair and returns the private key once, as the output `privateKey`. GigeNET shows only a fingerprint, so drift cannot be seen.",
      change: "replace",
      same: (a, b) => keyMaterial(a) === keyMaterial(b),
    }),
  },
  outputs: {
    fingerprint: output(z.string(), {
      dependsOn: [],
      description: "Fingerprint as reported by GigeNET.",
      from: { row: ({ keyFingerprint }) => keyFingerprint },
    }),
    privateKey: output(z.string(), {
      description:
        "Private key in PEM, if GigeNET generated the key pair. Returned only at creation: an imported or adopted one has none.",
      secret: true,
    }),
  },
  scope: () => "",
  id: plainId("ops"),
  name: { input: "name", max: 255, character: /[A-Za-z0-9._-]/ },
  views: {
    row: { list: async (api) => (await keyPairs(api)).map((row) => [row.keyName, row] as const) },
  },
  absenceProof: "list",
  consistencyWindow: CONSISTENCY_WINDOW,
  nameOf: ({ row }) => row?.keyName,
  create: async (context) => {
    const { api, desired, setOutputs } = context;
    const { name: KeyName = "", publicKey: line } = desired;
    if (line !== undefined) {
      const PublicKeyMaterial = Buffer.from(line.trim()).toString("base64");
      return (await api.call("ImportKeyPair", "create", { KeyName, PublicKeyMaterial }, keyPairRow)).keyName;
    }
    const pair = await createKeyPair(context, {
      ...{ noun: "key pair", name: KeyName, consistencyWindow: CONSISTENCY_WINDOW },
      create: () => api.call("CreateKeyPair", "create", { KeyName }, createdKeyPair),
      exists: async () => (await keyPairs(api)).some(({ keyName }) => keyName === KeyName),
      remove: () => remove(api, KeyName),
    });
    setOutputs({ privateKey: pair.keyMaterial });
    return pair.keyName;
  },
  steps: [],
  remove: ({ api, key }) => remove(api, key),
});

const keyPairs = (api: GigeNet): Promise<KeyPairRow[]> => api.list("DescribeKeyPairs", {}, "keySet", keyPairRow);

const remove = (api: GigeNet, KeyName: string | undefined): Promise<void> =>
  api.call("DeleteKeyPair", "idempotent", { KeyName }, done);
