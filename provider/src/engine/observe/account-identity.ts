import { createHash } from "node:crypto";
import { messageOf } from "../errors.ts";

/** What the cloud calls an account, as a fingerprint; or why it could not be asked. */
type Answer = { fingerprint: string } | { unknown: string } | undefined;

const fingerprintOf = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 12);

/**
 * The identity of an account as states record it: the fingerprint of its credentials, which needs no request and, if the cloud
 * has a call for it, separated by a blank, the fingerprint of the cloud's own name for the account. If either is equal, two
 * accounts are the same, so states from before that call stay valid, and renewed credentials are recognized.
 */
export class AccountIdentity {
  private readonly cloud: string;
  private readonly credentials: string;
  private readonly ask: (() => Promise<string>) | undefined;
  private asked: Promise<Answer> | undefined;

  /** `identity` and `ask` are those of `Account`. Makes no request yet. */
  constructor(cloud: string, identity: string, ask: (() => Promise<string>) | undefined) {
    this.cloud = cloud;
    this.credentials = fingerprintOf(`${cloud}\n${identity}`);
    this.ask = ask;
  }

  /**
   * The identity to record in the state of an object that these credentials created or observed. `recorded`: the identity in
   * the state so far. Asks the cloud only if that belongs to other credentials, or if there is none.
   */
  async toRecord(recorded?: string): Promise<string> {
    return recorded?.split(" ")[0] === this.credentials ? recorded : this.inWords(await this.answer());
  }

  /** Why "not found" proves nothing: the state belongs to another account. Undefined: it belongs to this account. */
  async mismatch(recorded: string): Promise<{ current: string; why?: string } | undefined> {
    const known = recorded.split(" ");
    if (known.includes(this.credentials)) {
      return undefined;
    }
    const answer = await this.answer();
    if (answer !== undefined && "unknown" in answer) {
      return { current: this.credentials, why: answer.unknown };
    }
    return answer !== undefined && known.includes(answer.fingerprint) ? undefined : { current: this.inWords(answer) };
  }

  private inWords(answer: Answer): string {
    return answer !== undefined && "fingerprint" in answer
      ? `${this.credentials} ${answer.fingerprint}`
      : this.credentials;
  }

  /** Asks at most once per process. Credentials that may not ask are identified by their fingerprint alone. */
  private answer(): Promise<Answer> {
    this.asked ??= this.ask?.().then(
      (account) => ({ fingerprint: fingerprintOf(`${this.cloud}\naccount\n${account}`) }),
      (error: unknown) => ({ unknown: messageOf(error) }),
    );
    return this.asked ?? Promise.resolve(undefined);
  }
}
