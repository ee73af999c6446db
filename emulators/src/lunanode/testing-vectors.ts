/** Signature vectors of docs/api/lunanode.md §1.6; the keys are made up. */
export interface Vector {
  readonly title: string;
  /** `category/action/`. */
  readonly handler: string;
  readonly nonce: string;
  readonly req: string;
  readonly signature: string;
}

/** The account of the second set of vectors. */
export const account = { apiId: "LNTESTAPIID00001", apiKey: "partial0".repeat(8) + "secret00".repeat(8) };

/** The account of the vectors in a client's own tests: the alphabet repeated. */
export const alphabetAccount = {
  apiId: "abcdefghijklmnop",
  apiKey: "abcdefghijklmnopqrstuvwxyz".repeat(5).slice(0, 128),
};

const alphabetReq =
  '{"api_id":"abcdefghijklmnop","api_partialkey":"abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijkl"}';

export const alphabetVectors: readonly Vector[] = [
  {
    title: "vm/create",
    handler: "vm/create/",
    nonce: "775886400",
    req: alphabetReq,
    signature:
      "183236c9a4635699e454236733a86045857818fa96f1631d1a68550a2277510ccd782fcfb15ea67d035fdfd2b3f7205258d15f72051a1e4d6f6d1d54a6b69997",
  },
  {
    title: "vm/list",
    handler: "vm/list/",
    nonce: "775886400",
    req: alphabetReq,
    signature:
      "af5b7ba795e6a65fd12ea80343652ce3de1008972cff6e28185043915ac6c6152e50a931c8ec054f416226b162d21ad7c4461dc2953448f5e743bcf41cdd46c9",
  },
];

/** HMAC-SHA512 of the empty message with the key `abcdefghijklmnop`. */
export const emptyMessageHmac =
  "f622031300f3c1b9161972bd7b22ee43d75f42b8234b30f91d54a7fd7268a64f871bb93dede4591a2093fad623aee899031692496485aa41c92385041e5ef442";

const listReq =
  '{"api_id":"LNTESTAPIID00001","api_partialkey":"partial0partial0partial0partial0partial0partial0partial0partial0"}';

export const accepted: readonly Vector[] = [
  {
    title: "A: no parameters",
    handler: "vm/list/",
    nonce: "1700000000",
    req: listReq,
    signature:
      "76548809c34c0752f2e8db2e723086af14df4676dcd850344ac292c5ce598a42cddf00ca6cf11425e3d6bc1ab6315c7a190eecfe1df024891aade7799b69cacf",
  },
  {
    title: "B: parameters",
    handler: "vm/create/",
    nonce: "1700000001",
    req: '{"hostname":"web-1","plan_id":"m.1","image_id":"240279","region":"toronto","securitygroups":"4,91","key_id":"1862","api_id":"LNTESTAPIID00001","api_partialkey":"partial0partial0partial0partial0partial0partial0partial0partial0"}',
    signature:
      "cf1ad66973bd94f225b79594700e3b512df6b194aee1742810249c45c111b4b0a439185b7d6411f37156cc62626ac15c8aec8bd058dc5356daa49a0b4fd01bd2",
  },
  {
    title: "C: spelled as by js",
    handler: "script/create/",
    nonce: "1700000002",
    req: String.raw`{"name":"boot","content":"#!/bin/sh\necho \"café <&>\"\n","api_id":"LNTESTAPIID00001","api_partialkey":"partial0partial0partial0partial0partial0partial0partial0partial0"}`,
    signature:
      "831e37ac17b9110d6d9e848c76ec463689dd8750383faa130ab9e8d14e3ceb0de6f69050140d9655b2146196bdb463b0646ff73ae3c5d8facb443df7dd5d2c8d",
  },
  {
    title: "C: spelled as by python",
    handler: "script/create/",
    nonce: "1700000002",
    req: String.raw`{"name": "boot", "content": "#!/bin/sh\necho \"caf\u00e9 <&>\"\n", "api_id": "LNTESTAPIID00001", "api_partialkey": "partial0partial0partial0partial0partial0partial0partial0partial0"}`,
    signature:
      "407c71345dddf9f7ff648a6db39c21d284a226d361475ea3c2e6b71b1fd60f8c66961bdb7533b30bfa782c5427135f0b43d00b32a607af9213c53408de894e1b",
  },
  {
    title: "C: spelled as by php",
    handler: "script/create/",
    nonce: "1700000002",
    req: String.raw`{"name":"boot","content":"#!\/bin\/sh\necho \"caf\u00e9 <&>\"\n","api_id":"LNTESTAPIID00001","api_partialkey":"partial0partial0partial0partial0partial0partial0partial0partial0"}`,
    signature:
      "dab8c4985c7fa15bfa8e79b096cabe0594acc4e24e28964dddf2617f05a6546309f031b108973a93d835c149e44ee836f267034d8a94beca5525a40f0ead16a0",
  },
  {
    title: "C: spelled as by go",
    handler: "script/create/",
    nonce: "1700000002",
    req: String.raw`{"api_id":"LNTESTAPIID00001","api_partialkey":"partial0partial0partial0partial0partial0partial0partial0partial0","content":"#!/bin/sh\necho \"café \u003c\u0026\u003e\"\n","name":"boot"}`,
    signature:
      "cdaa8af7e25fe2cbf9a48769eac3ff6c2aef2adc95569943f9840062c75556fa1df9ce0a164cfe68bf39cf1542b0e32b787f1e6c20d564d1a0c6d3c6eb95762c",
  },
];

/** The whole body of vector A. */
export const bodyOfA =
  "req=%7B%22api_id%22%3A%22LNTESTAPIID00001%22%2C%22api_partialkey%22%3A%22partial0partial0partial0partial0partial0partial0partial0partial0%22%7D&signature=76548809c34c0752f2e8db2e723086af14df4676dcd850344ac292c5ce598a42cddf00ca6cf11425e3d6bc1ab6315c7a190eecfe1df024891aade7799b69cacf&nonce=1700000000";

export const rejected: readonly Vector[] = [
  {
    title: "handler signed without the slash at the end",
    handler: "vm/list/",
    nonce: "1700000000",
    req: listReq,
    signature:
      "e683b4da17c667efdc95271efaf77a08da553a4bc3d836a3a988dc8736c5be48a6b4a1c924a6fa20d7dbfe3ea3ceb3d57e0d8ce1ce92bc9a769aaa1c70137663",
  },
  {
    title: "signed with the partial key",
    handler: "vm/list/",
    nonce: "1700000000",
    req: listReq,
    signature:
      "8b10aa6ffbf670687222bfd6b36bbd55142c05fca9afc75a84cc21e38f6d8f62b64fb55e8320fb4e46c56e2fb5f3d92d05b055b3b4225e2de5a7f1fa15338ac3",
  },
  {
    title: "signed for another nonce",
    handler: "vm/list/",
    nonce: "1700000000",
    req: listReq,
    signature:
      "1ba7e95e347ba384943c95fb6c1fd198c5f4cb0d2474680965b46c474e3d5dab195624d2855a16b43e83f451eb9295f278072e12d0d32b1b9b6c9bbc022f09f7",
  },
];
