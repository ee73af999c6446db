import { z } from "zod";
import { resourceKit, scopedId } from "../../engine/definition/definition.ts";
import { createKeyPair } from "../../engine/definition/key-pairs.ts";
import { keyMaterial, publicKey } from "../../engine/definition/key-types.ts";
import { moment } from "../../http/decode/schemas.ts";
import type { InRegion, Naver } from "./account.ts";
import { NAME, nameText, nameType, REGION_FIELD, ref, reported, scopeOf } from "./ids.ts";
import { created, createdLoginKey, done, LOGIN_KEY, type LoginKeyRow } from "./schemas.ts";

const { optional, output, define } = resourceKit<Naver, { row: InRegion<LoginKeyRow> }>();

const CONSISTENCY_WINDOW = 30;

export const loginKey = define({
  token: "naver:LoginKey",
  noun: "login key",
  description:
    "A login key, which protects the administrator's password of servers. NAVER Cloud generates it, or imports a public key.",
  see: "https://api.ncloud-docs.com/docs/en/compute-vserver",
  inputs: {
    name: optional(nameType, {
      description: nameText("keyName"),
      change: "replace",
      read: reported((row) => row.keyName),
    }),
    region: optional(ref, { ...REGION_FIELD, read: reported((row) => row.regionCode) }),
    publicKey: optional(publicKey(["ssh-rsa"]), {
      description:
        "Your own RSA public key to import (`importLoginKey`). If absent, NAVER Cloud generates a key pair and returns the private key once, as the output `privateKey`.",
      change: "replace",
      same: (a, b) => keyMaterial(a) === keyMaterial(b),
      // NAVER may also show the public half of a key that it generated, which the program does not set.
      read: { from: { row: (row, given) => (given === undefined ? undefined : row.publicKey) }, drift: "report" },
    }),
  },
  outputs: {
    keyName: output(z.string(), { always: true, description: "Name of the key.", from: { row: (row) => row.keyName } }),
    fingerprint: output(z.string(), {
      description: "Fingerprint, as in the console.",
      from: { row: (row) => row.fingerprint },
    }),
    privateKey: output(z.string(), {
      description:
        "Private key in PEM, if NAVER Cloud generated the key. Returned only at creation: an imported or adopted key has none.",
      secret: true,
    }),
  },
  scope: scopeOf,
  listBy: { region: "configured" },
  id: scopedId("KR/web-key"),
  name: NAME,
  views: {
    row: {
      list: async (api, scope) => (await api.list(LOGIN_KEY, scope)).map((row) => [row.keyName, row] as const),
    },
  },
  absenceProof: "list",
  consistencyWindow: CONSISTENCY_WINDOW,
  nameOf: (observed) => observed.row?.keyName,
  createdAt: (observed) => moment(observed.row?.createDate),
  create: async (context) => {
    const { api, scope, desired, setOutputs } = context;
    const { name: keyName = "", publicKey } = desired;
    if (publicKey !== undefined) {
      const parameters = { keyName, publicKey: publicKey.trim() };
      return api.call("vserver/importLoginKey", "create", scope, parameters, created(LOGIN_KEY));
    }
    const pair = await createKeyPair(context, {
      ...{ noun: "login key", name: keyName, consistencyWindow: CONSISTENCY_WINDOW },
      create: () => api.call("vserver/createLoginKey", "create", scope, { keyName }, createdLoginKey),
      exists: async () => (await api.list(LOGIN_KEY, scope)).some((row) => row.keyName === keyName),
      remove: () => remove(api, scope, keyName),
    });
    setOutputs({ privateKey: pair.privateKey });
    return pair.keyName;
  },
  steps: [],
  remove: ({ api, scope, key }) => remove(api, scope, key),
});

const remove = (api: Naver, scope: string, keyName: string | undefined): Promise<void> =>
  api.call("vserver/deleteLoginKeys", "idempotent", scope, { keyNameList: [keyName] }, done);
