/** Receives messages for the user. No message may contain a secret. */
export interface Reporter {
  info(message: string): void;
  warn(message: string): void;
}
