import { Evidence, type RecordedExchange } from "../../engine/definition/evidence.ts";
import { RefusedError } from "../../engine/errors.ts";
import type { Safety } from "../../http/call.ts";
import type { Clock } from "../../http/clock.ts";
import { decoders } from "../../http/decode/decoders.ts";
import type { Tree } from "../../http/decode/tree.ts";
import { type Exchange, exchange as overTheNetwork, type RawAnswer } from "../../http/transport.ts";
import { parametersOf } from "./parameters.ts";

export interface RecorderOptions {
  clock: Clock;
  exchange?: Exchange | undefined;
  /** Throws if a call must not be sent. */
  permit(call: { name: string; safety: Safety }, parameters: Tree): void;
}

/** Between the client and the network. Sends only permitted calls, and records each call and its response. */
export class Recorder {
  readonly exchanges: RecordedExchange[] = [];
  /** The current step of the trial. */
  step: string | undefined;
  readonly exchange: Exchange;

  constructor({ clock, exchange = overTheNetwork, permit }: RecorderOptions) {
    this.exchange = async (request, options) => {
      const { call } = options;
      if (call === undefined) {
        throw new RefusedError("A request without a call was not sent.");
      }
      const parameters = parametersOf(call.name, call.request);
      permit(call, parameters);
      const begun = { call: call.name, parameters, sentAt: clock.now(), step: this.step };
      try {
        const answer = await exchange(request, options);
        this.exchanges.push({ ...begun, ...parts(answer) });
        return answer;
      } catch (error) {
        this.exchanges.push({ ...begun, status: 0, headers: {}, body: "", tree: undefined });
        throw error;
      }
    };
  }

  get evidence(): Evidence {
    return new Evidence([...this.exchanges]);
  }
}

const parts = ({ status, headers, body }: RawAnswer) => ({ status, headers, body, tree: treeOf(body) });

/** Detects the format of a body and decodes it; undefined if the format is unknown. */
function treeOf(body: string): Tree | undefined {
  const [format = "yaml"] = /^\s*</.test(body)
    ? (["xml"] as const)
    : /^\s*[[{"\d]|^\s*$/.test(body)
      ? (["json"] as const)
      : [];
  try {
    return body.trim() === "" ? null : decoders[format](body);
  } catch {
    return undefined;
  }
}
