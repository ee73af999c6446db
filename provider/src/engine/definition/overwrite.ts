/**
 * Writes a value over one that was there before, for a resource that restores the former one when it is removed. `note`
 * records the write, also if its answer was lost: `stands` says whether the value was written all the same. If nobody can
 * tell, it counts as written: the removal then looks again.
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
