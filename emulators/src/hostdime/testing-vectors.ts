import type { Dialect } from "./signature.ts";

/** Signature vectors of docs/api/hostdime.md §1.2 and §1.4; the first is HostDime's own example. */
export interface Vector {
  readonly title: string;
  readonly method: string;
  readonly parameters: readonly (readonly [string, string])[];
  /** The dialects in which it is the same. */
  readonly dialects: readonly Dialect[];
  /** The text hashed after the method's colon. */
  readonly text: string;
  readonly hash: string;
}

export const account = { publicKey: "foobar", privateKey: "fazbaz" };
export const timestamp = "1369758680";
export const unique = "ABCDEF";

const echo = "utility.echo";
const [php, js]: readonly [Dialect, Dialect] = ["php", "js"];
const both: readonly Dialect[] = [php, js];

export const vectors: readonly Vector[] = [
  {
    title: "of the documentation",
    method: "domain.list",
    parameters: [
      ["status", "registered"],
      ["order", "desc"],
    ],
    dialects: both,
    text: String.raw`"{\"status\":\"registered\",\"order\":\"desc\"}"`,
    hash: "499b5d8b8bce0f66d829d9186fb475c16b505ef7e6238c3b43c3342902ce27dd",
  },
  {
    title: "V1, without parameters",
    method: "server.list",
    parameters: [],
    dialects: both,
    text: '"{}"',
    hash: "4279db7777096dcb45480574ca95b67430dfe431f8581a7d26c3fb41a4fbdec8",
  },
  {
    title: "V2",
    method: "vps.rdns.update",
    parameters: [
      ["ip", "192.0.2.10"],
      ["ptr", "vps1.example.com"],
    ],
    dialects: both,
    text: String.raw`"{\"ip\":\"192.0.2.10\",\"ptr\":\"vps1.example.com\"}"`,
    hash: "10768a0d23f89c2f607394af1bf10c39997155d2c6fae83dd5fafdd0c9a98643",
  },
  {
    title: "V3, JSON inside a text",
    method: "vps.graphs",
    parameters: [
      ["cuid", "V101"],
      ["type", "bandwidth"],
      ["date_range", '["2017-04-04","2017-04-05"]'],
    ],
    dialects: both,
    text: String.raw`"{\"cuid\":\"V101\",\"type\":\"bandwidth\",\"date_range\":\"[\\\"2017-04-04\\\",\\\"2017-04-05\\\"]\"}"`,
    hash: "9d3d460a4d79b117f6042b38016b47371420001f019849277030d61272a710f2",
  },
  {
    title: "V4, slashes and accents, as PHP writes them",
    method: echo,
    parameters: [
      ["path", "/srv/data"],
      ["name", "café"],
    ],
    dialects: [php],
    text: String.raw`"{\"path\":\"\\\/srv\\\/data\",\"name\":\"caf\\u00e9\"}"`,
    hash: "ffbfd4cf757109137a9965f66af426af5832dd0c27671ba22b9bdd356318894e",
  },
  {
    title: "V4, slashes and accents, as JavaScript writes them",
    method: echo,
    parameters: [
      ["path", "/srv/data"],
      ["name", "café"],
    ],
    dialects: [js],
    text: String.raw`"{\"path\":\"/srv/data\",\"name\":\"café\"}"`,
    hash: "760413967bb98361263cf27824661b5a02e74ee86b1295477b19f26fb2286b58",
  },
  {
    title: "V5, a number as text",
    method: echo,
    parameters: [["n", "5"]],
    dialects: both,
    text: String.raw`"{\"n\":\"5\"}"`,
    hash: "047a06c2ec9abb93fa0cf11bf63ed0913a7f298611a32861918f5f4a7f4b7881",
  },
  {
    title: "V7, quotes, backslashes, line ends, empty text",
    method: echo,
    parameters: [
      ["q", 'a"b\\c\nd'],
      ["e", ""],
      ["amp", "<&>"],
    ],
    dialects: both,
    text: String.raw`"{\"q\":\"a\\\"b\\\\c\\nd\",\"e\":\"\",\"amp\":\"<&>\"}"`,
    hash: "bb4aff100d2b24564eacc3172ba27d65d7b981bd5c884b3432c24db83c960f7f",
  },
  {
    title: "V8, a surrogate pair, as PHP writes it",
    method: echo,
    parameters: [["e", "😀"]],
    dialects: [php],
    text: String.raw`"{\"e\":\"\\ud83d\\ude00\"}"`,
    hash: "38522d18269578bb4878181a21bf2cf8f8ae07ba64446d5d50412723ea2df535",
  },
  {
    title: "V8, a surrogate pair, as JavaScript writes it",
    method: echo,
    parameters: [["e", "😀"]],
    dialects: [js],
    text: String.raw`"{\"e\":\"😀\"}"`,
    hash: "a49f24ae8ad56b1758997e366fe41f1e3ebaf43d4e68639c7144fd4cb01e9cdc",
  },
];

/** Wrongly computed hashes of the documented example: `domain.list`, `status=registered`, `order=desc`. */
export const rejected: Readonly<Record<string, string>> = {
  "encoded once": "f0cae6e8847f4893ef512e65ae41775cb65dc9fcd26e983b9d186c78b866c47e",
  "without backslashes": "368db3d0d8eb105e6e8ca8b4d5798c7329dd2ad97a78ebc49d8a398d1174f49f",
  "without outer quotes": "b46013bedaf845120dea6581ea4b95b21947167a0f1bf774327451d371a234dd",
  "with blanks after : and ,": "8704316b24150b202e5f8c253c1c93d5919f856e339ff561f99bdd7d1bc7a442",
  "with sorted names": "60c1f60a45efca55e3be553cb755de03577fa878a0f087c932682185c09e7e7d",
  "with the public key": "89183d502331264565986b2c3eedd4945bc81f5f40a9c4962e507124970497f4",
  "with a line end": "cf667f1dca6a19d6c2ac3b255baba942c3f2b5aa482977682b2a68309d968d35",
};

/** V6: `n=5` signed as a number; what is received is a text. */
export const signedAsNumber = "fd435ec50197aedb21be00dee794ebb25f43a431e4404fa120403b3a99df27c1";

/** The whole body of V2, as the PHP clients send it. */
export const bodyOfV2 =
  "ip=192.0.2.10&ptr=vps1.example.com&api_key=foobar&api_timestamp=1369758680&api_unique=ABCDEF&api_hash=10768a0d23f89c2f607394af1bf10c39997155d2c6fae83dd5fafdd0c9a98643";
