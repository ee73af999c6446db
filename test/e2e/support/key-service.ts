import { once } from "node:events";
import { createServer } from "node:http";

/** Pulumi's URL of the key that `startKeyService` knows, for `--secrets-provider`. */
export const KEY_URL = "hashivault://e2e";

export interface KeyService {
  /** What the CLI needs to find it. */
  env: Record<string, string>;
  stop(): void;
}

/**
 * As much of HashiCorp Vault as the CLI needs to unwrap the key of a stack's secrets, which it then encrypts as always.
 * Deriving that key from a passphrase takes half of the CPU time of a command: a million rounds of a hash.
 */
export async function startKeyService(): Promise<KeyService> {
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += String(chunk);
    const { plaintext = "", ciphertext = "" }: Record<string, string> = JSON.parse(text);
    const data =
      request.url === "/v1/transit/encrypt/e2e"
        ? { ciphertext: `vault:v1:${plaintext}` }
        : { plaintext: ciphertext.replace("vault:v1:", "") };
    response.setHeader("content-type", "application/json").end(JSON.stringify({ data }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return {
    env: { VAULT_SERVER_URL: `http://127.0.0.1:${port}`, VAULT_SERVER_TOKEN: "e2e" },
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
