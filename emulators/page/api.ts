import { announce } from "./toast.ts";

/** Calls the admin API. An error is shown to the user, and undefined returned. */
export async function call<Result = unknown>(method: string, path: string, body?: object): Promise<Result | undefined> {
  try {
    const response = await fetch(path, {
      method,
      headers: { "content-type": "application/json" },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const answer: Result & { readonly error?: string } = await response.json();
    if (response.ok) return answer;
    announce(`That did not work: ${answer.error ?? response.statusText}`);
  } catch {
    announce("The emulators do not answer.");
  }
  return undefined;
}
