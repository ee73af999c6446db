import { generateKeyPairSync, sign } from "node:crypto";
import { isIPv4 } from "node:net";

export interface Identity {
  key: string;
  cert: string;
}

/** A key and a self-signed certificate for a host, in PEM: Node.js can generate keys, but not certificates. */
export function selfSigned(host = "127.0.0.1"): Identity {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const name = sequence(der(0x31, sequence(oid("550403"), der(0x0c, Buffer.from(host)))));
  const algorithm = sequence(oid("2a8648ce3d040302")); // ECDSA with SHA-256
  const version3 = der(0xa0, der(0x02, Buffer.from([2])));
  const serial = der(0x02, Buffer.from([1]));
  const always = sequence(der(0x17, Buffer.from("000101000000Z")), der(0x18, Buffer.from("99991231235959Z")));
  const address = sequence(
    isIPv4(host) ? der(0x87, Buffer.from(host.split(".").map(Number))) : der(0x82, Buffer.from(host)),
  );
  const authority = sequence(der(0x01, Buffer.from([0xff])));
  const extensions = der(0xa3, sequence(extension("551d11", address), extension("551d13", authority)));
  const spki = publicKey.export({ type: "spki", format: "der" });
  const content = sequence(version3, serial, algorithm, name, always, name, spki, extensions);
  const signature = der(0x03, Buffer.from([0]), sign("sha256", content, privateKey));
  const lines = sequence(content, algorithm, signature)
    .toString("base64")
    .replace(/.{64}(?=.)/g, "$&\n");
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
  };
}

/** A value of ASN.1 in DER; no content here is longer than 65535 bytes. */
function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const sequence = (...parts: Buffer[]): Buffer => der(0x30, ...parts);
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, "hex"));
const extension = (id: string, value: Buffer): Buffer => sequence(oid(id), der(0x04, value));
