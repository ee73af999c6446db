import type { ErrorMapping } from "./call.ts";
import type { TransportFault } from "./transport.ts";

/** Describes a fault to the user. `seconds`: the time limit of the request. */
export function describeFault(
  fault: TransportFault,
  { host, seconds }: { host: string; seconds: number },
): Omit<ErrorMapping, "effect"> {
  return fault.proxy === undefined ? atCloud(fault, host, seconds) : atProxy(fault, fault.proxy, host, seconds);
}

const codeOf = ({ code, reason }: TransportFault): string =>
  code === reason || code === "unknown" ? "" : ` (${code})`;

function atCloud(fault: TransportFault, host: string, seconds: number): Omit<ErrorMapping, "effect"> {
  const code = codeOf(fault);
  switch (fault.reason) {
    case "timeout":
      return {
        kind: "timeout",
        words: fault.connected ? `no response within ${seconds} s` : `no connection to ${host} within ${seconds} s`,
      };
    case "unsendable":
      return {
        kind: "invalid",
        words: `the request cannot be sent${code}`,
        nextStep: "Check that no credential or name contains a line break or another control character.",
      };
    case "tls":
      return {
        kind: "protocol",
        words: `no trusted connection to ${host}${code}`,
        nextStep:
          "Check the endpoint and the certificates that this machine trusts. If a proxy or firewall of your organization re-signs certificates, set NODE_EXTRA_CA_CERTS to the file with its CA certificate.",
      };
    case "setting":
      return { kind: "invalid", words: fault.code, nextStep: "Correct or unset the variable." };
    case "cut":
      return { kind: "unavailable", words: `the response was cut off${code}` };
    case "tooLarge":
      return { kind: "protocol", words: "the response is larger than 32 MB" };
    default:
      return {
        kind: "unavailable",
        words: fault.connected
          ? `${host} closed the connection without a response${code}`
          : `could not connect to ${host}${code}`,
        nextStep: fault.connected ? undefined : "Check the endpoint and the network, then try again.",
      };
  }
}

/** The proxy is at fault; the request never reached the cloud. */
function atProxy(
  fault: TransportFault,
  { displayUrl, variable }: { displayUrl: string; variable: string },
  host: string,
  seconds: number,
): Omit<ErrorMapping, "effect"> {
  const code = codeOf(fault);
  const without = `or add ${host} to NO_PROXY to bypass the proxy`;
  const check = `Check ${variable} and the proxy, ${without}.`;
  switch (fault.reason) {
    case "timeout":
      return {
        kind: "timeout",
        words: `the proxy ${displayUrl} did not connect to ${host} within ${seconds} s`,
        nextStep: check,
      };
    case "tls":
      return {
        kind: "protocol",
        words: `no trusted connection to the proxy ${displayUrl}${code}`,
        nextStep: `Check whether the proxy uses TLS (if not, ${variable} must begin with http://). If its certificate is signed by your organization, set NODE_EXTRA_CA_CERTS to the file with the CA certificate.`,
      };
    case "refused": {
      const words = `the proxy ${displayUrl} refused to connect to ${host} (HTTP ${fault.code})`;
      if (fault.code === "407") {
        const nextStep = `Put the proxy's user name and password into ${variable}, percent-encoded: ${displayUrl.replace("://", "://<user>:<password>@")}.`;
        return { kind: "protocol", words, nextStep };
      }
      const nextStep = `Ask the proxy's administrator to allow ${host}, ${without}.`;
      return { kind: fault.code.startsWith("5") ? "unavailable" : "protocol", words, nextStep };
    }
    default:
      return { kind: "unavailable", words: `could not connect to the proxy ${displayUrl}${code}`, nextStep: check };
  }
}
