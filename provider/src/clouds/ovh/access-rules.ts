import type { Access, AccessRule } from "../../../../sdk/src/ovh-credential-types.ts";

const METHODS: Readonly<Record<Access, readonly AccessRule["method"][]>> = {
  read: ["GET"],
  safe: ["GET", "POST", "PUT"],
  all: ["GET", "POST", "PUT", "DELETE"],
};

/**
 * The rules for a path and everything below it, which for OVHcloud are two paths (§1.8). `/` stands for the whole API.
 */
export function rulesFor(path: string, access: Access): AccessRule[] {
  const base = path.replace(/\/?\*?$/, "");
  const paths = base === "" ? ["/*"] : [base, `${base}/*`];
  return paths.flatMap((each) => METHODS[access].map((method) => ({ method, path: each })));
}
