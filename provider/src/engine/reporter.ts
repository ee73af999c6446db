/** Where texts for the user go. Nothing that passes here may hold a secret. */
export interface Reporter {
  info(message: string): void;
  warn(message: string): void;
}
