/** Why a server cannot be used, without its own words, which may contain a part of the URL. */
export interface Failure {
  reason: string;
  /** How to mend it. Absent: the server may not be running, or not be reachable. */
  nextStep?: string | undefined;
}

export const failedBy = ({ reason, nextStep }: Failure): Error => Object.assign(new Error(reason), { nextStep });

/** The code of an error of Node.js, or PostgreSQL's; empty if there is none. */
export const codeOf = (error: unknown): string =>
  typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";

/** What is the same for all kinds of servers. */
export function failureOf(error: unknown): Failure {
  const code = codeOf(error);
  const file = typeof error === "object" && error !== null && "path" in error ? String(error.path) : undefined;
  if (file !== undefined) {
    return { reason: `the file ${file}, which the URL names, cannot be read (${code})`, nextStep: "Correct its path." };
  }
  if (code.startsWith("ERR_OSSL_")) {
    return {
      reason: `a file with a certificate or a key, which the URL names, is not valid (${code})`,
      nextStep: "It must be in PEM format.",
    };
  }
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID") {
    return {
      reason: `its certificate is for another host (${code})`,
      nextStep: "The host in the URL must be one that the certificate names.",
    };
  }
  if (code === "CERT_HAS_EXPIRED") {
    return { reason: `its certificate has expired (${code})`, nextStep: "Renew the certificate." };
  }
  if (/^(ERR_SSL_|EPROTO$)/.test(code)) {
    return {
      reason: `the TLS handshake failed (${code})`,
      nextStep:
        "Check that the server uses TLS on this port. If it demands a client certificate, name its files as sslcert and sslkey at the end of the URL.",
    };
  }
  if (/CERT|^UNABLE_TO_|^ERR_TLS_/.test(code)) {
    return {
      reason: `its certificate is not trusted (${code})`,
      nextStep:
        "Name the file with its CA certificate: as sslrootcert at the end of the URL, or as NODE_EXTRA_CA_CERTS.",
    };
  }
  return { reason: code === "" ? "the connection failed" : code };
}
