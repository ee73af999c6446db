import { type ZodType, z } from "zod";

/** Types whose values never appear in a message, not even in one about an invalid value. */
const hidden = new WeakSet<ZodType>();

/** Whether a value of this type may appear in a message. */
export const isQuotable = (type: ZodType): boolean => !hidden.has(type);

const PRIVATE =
  "contains a private key, which must stay on your machine. Use the public key, the content of the .pub file";

/** Type and key of a public key, without comment and blanks. */
export const keyMaterial = (key: string): string => key.trim().split(/\s+/).slice(0, 2).join(" ");

/**
 * A public SSH key, as in `~/.ssh/id_ed25519.pub`. `types`: the key types that the cloud accepts; default: all of OpenSSH's.
 * Errors do not quote the value, which may be the private half.
 */
export function publicKey(types?: readonly string[]): ZodType<string> {
  const type = z.string().superRefine((text, context) => {
    const problem = checkPublicKey(text, types);
    if (problem !== undefined) {
      context.addIssue({ code: "custom", message: problem });
    }
  });
  hidden.add(type);
  return type;
}

/** A private key in PEM. Use it for secret fields only. */
export function privateKey(): ZodType<string> {
  const type = z
    .string()
    .regex(
      /-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----/,
      "is not a PEM private key, which begins with -----BEGIN … PRIVATE KEY-----",
    );
  hidden.add(type);
  return type;
}

/** Of a public key; a private key is longer, whatever its type. */
const LONGEST_COMMENT = 100;
const TYPE = /^(?:ssh-(?:rsa|ed25519|dss)|ecdsa-sha2-[a-z0-9-]{1,40}|sk-[a-z0-9-]{1,40}@openssh\.com)$/;

function checkPublicKey(text: string, types: readonly string[] | undefined): string | undefined {
  if (/PRIVATE KEY/i.test(text) || text.includes(OPENSSH_PRIVATE)) {
    return PRIVATE;
  }
  const example = `${types?.[0] ?? "ssh-ed25519"} AAAA… comment`;
  const [type = "", body = "", ...comment] = text.trim().split(/\s+/);
  if (!TYPE.test(type)) {
    return `is not a public key such as \`${example}\``;
  }
  if (types !== undefined && !types.includes(type)) {
    return `is a key of type ${type}; it must be ${types.join(" or ")}`;
  }
  if (/[\r\n]/.test(text.trim())) {
    return "has more than one line; it must be one key";
  }
  if (comment.join(" ").length > LONGEST_COMMENT) {
    return `has more than ${LONGEST_COMMENT} characters after the key, possibly a second key; it must be one key`;
  }
  return /^[A-Za-z0-9+/]{4,}={0,2}$/.test(body) && isOfType(body, type)
    ? undefined
    : `is damaged: the text after ${type} is not the base64 of such a key`;
}

/** How the base64 of OpenSSH's own private key format begins. */
const OPENSSH_PRIVATE = "b3BlbnNzaC1rZXktdjE";

/** Checks that a key begins with the name of its type. A text too short to show it passes. */
function isOfType(body: string, type: string): boolean {
  const bytes = Buffer.from(body, "base64");
  const length = bytes.length < 4 ? 0 : bytes.readUInt32BE(0);
  const name = bytes.subarray(4, 4 + length).toString("latin1");
  return length === 0 ? bytes.length < 4 : type.startsWith(name) && (name === type || bytes.length < 4 + length);
}
