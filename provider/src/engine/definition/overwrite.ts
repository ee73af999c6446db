/**
 * Overwrites a value, for a resource that restores the previous one when it is removed. `note` records the write, even if its
 * answer was lost: `stands` then reports whether the value was written. If that cannot be determined, it counts as written,
 * because the removal checks again.
 */
export async function overwrite(
  send: () => Promise<unknown>,
  stands: () => Promise<boolean>,
  note: () => void,
): Promise<void> {
  let isWritten = true;
  try {
    await send();
  } catch (error) {
    isWritten = await stands().catch(() => true);
    throw error;
  } finally {
    if (isWritten) {
      note();
    }
  }
}
