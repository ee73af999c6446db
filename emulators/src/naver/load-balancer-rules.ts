/** What the documents allow for each type and protocol (docs/api/naver.md §4.13 to §4.15). */

const perType: Readonly<Record<string, { readonly listeners: readonly string[]; readonly groups: readonly string[] }>> =
  {
    APPLICATION: { listeners: ["HTTP", "HTTPS"], groups: ["HTTP", "HTTPS"] },
    NETWORK: { listeners: ["TCP", "UDP"], groups: ["TCP", "UDP"] },
    NETWORK_PROXY: { listeners: ["TCP", "TLS"], groups: ["PROXY_TCP"] },
  };

export const listenerProtocols = (type: string): readonly string[] => perType[type]?.listeners ?? [];

export const groupProtocols = (type: string): readonly string[] => perType[type]?.groups ?? [];

export const throughputs = (type: string): readonly string[] =>
  type === "NETWORK" ? ["DYNAMIC"] : ["SMALL", "MEDIUM", "LARGE", "XLARGE"];

export const algorithms = (protocol: string): readonly string[] =>
  protocol === "TCP" || protocol === "UDP" ? ["RR", "MH"] : ["RR", "SIPHS", "LC"];

export const checkProtocols = (protocol: string): readonly string[] =>
  protocol === "HTTP" || protocol === "HTTPS" ? ["HTTP", "HTTPS"] : ["TCP"];

export const isHttp = (protocol: string): boolean => protocol === "HTTP" || protocol === "HTTPS";

/** Listeners with a certificate. */
export const isSecure = (protocol: string): boolean => protocol === "HTTPS" || protocol === "TLS";

/** The suites of a listener that names none; the real default is not known. */
export const defaultCipherSuites: readonly string[] = [
  "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
  "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
];
