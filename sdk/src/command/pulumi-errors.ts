/** Pulumi's error, without the output of the run around it. */
export function firstLineOf({ message }: Error): string {
  const errors = [...message.matchAll(/\berror: (.+)/g)].map(([, words = ""]) => words.trim());
  return errors.length > 0 ? [...new Set(errors)].join("\n") : message;
}
