import { createHash } from "node:crypto";
import { messageOf } from "../errors.ts";

/** What the cloud says of an account, as a fingerprint; or why it could not be asked. */
type Answer = { fingerprint: string } | { unknown: string } | undefined;

const fingerprintOf = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 12);

/**
 * Who an account is, as states record it: the fingerprint of its credentials, which is known without a question, and
 * after a blank, where the cloud has a call for it, that of what the cloud itself calls the account. Either says that two
 * accounts are the same, so states of before that call stay valid, and new credentials are known again.
 */
export class AccountIdentity {
  private readonly cloud: string;
  private readonly credentials: string;
  private readonly ask: (() => Promise<string>) | undefined;
  private asked: Promise<Answer> | undefined;

  /** `identity` and `ask` are those of `Account`. Asks nothing yet. */
  constructor(cloud: string, identity: string, ask: (() => Promise<string>) | undefined) {
    this.cloud = cloud;
    this.credentials = fingerprintOf(`${cloud}\n${identity}`);
    this.ask = ask;
  }

  /**
   * What the state of an object records that these credentials have made or seen. `recorded`: what it records so far.
   * Asks only if that is of other credentials, or nothing yet.
   */
  async toRecord(recorded?: string): Promise<string> {
    return recorded?.split(" ")[0] === this.credentials ? recorded : this.inWords(await this.answer());
  }

  /** Why an object that is not found proves nothing, for its state is of another account. Undefined: it is of this one. */
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

  /** Asks at most once a process. Credentials that may not ask are known by themselves alone. */
  private answer(): Promise<Answer> {
    this.asked ??= this.ask?.().then(
      (account) => ({ fingerprint: fingerprintOf(`${this.cloud}\naccount\n${account}`) }),
      (error: unknown) => ({ unknown: messageOf(error) }),
    );
    return this.asked ?? Promise.resolve(undefined);
  }
}
