import { isoOffset } from "../instance-view.ts";
import { invalid } from "../parameters.ts";
import type { Element, Xml } from "../xml.ts";
import { type Action, type Call, write } from "./action.ts";

/** The only action of STS; `wall` returns the cloud's wall clock in milliseconds, which clients sign with. */
export function sessionActions(wall: () => number): { readonly GetSessionToken: Action } {
  return { GetSessionToken: write((call) => getSessionToken(call, wall)) };
}

function getSessionToken({ cloudState, owner, parameters }: Call, wall: () => number): () => Xml {
  const seconds = parameters.int("DurationSeconds", 3600);
  if (seconds < 900 || seconds > 129_600) throw invalid("DurationSeconds", "must be 900 to 129600");
  return () => {
    const { ids } = cloudState;
    const session = cloudState.sessions.put({
      ...{ id: `GNSESSION${ids.hex(11).toUpperCase()}`, account: owner, secret: ids.hex(40), token: ids.hex(64) },
      expiresAt: wall() + seconds * 1000,
    });
    const credentials: readonly Element[] = [
      ["SessionToken", session.token],
      ["SecretAccessKey", session.secret],
      ["Expiration", isoOffset(session.expiresAt)],
      ["AccessKeyId", session.id],
    ];
    const wrapped: Xml = cloudState.switches.sessionCredentials === "item" ? [["item", credentials]] : credentials;
    return [["GetSessionTokenResult", [["Credentials", wrapped]]]];
  };
}
