import type { Parts } from "./parts";

/** What is kept in the device's local storage beside its own settings, as `two-factor-notes:<name>`. */
export const keptHere: readonly string[] = ["name", "list", "recent", "pending", "after-use", "counters", "not-now", "left-out", "vault", "allowCommandLine"];

/** Forgets all that this device keeps beside the vault: remembered keys, the journal, its own settings. No note and nothing in data.json is touched. @throws where the journal cannot be deleted; then the rest is still there */
export async function forgetDevice({ app, device, remembered, pending, journal, clock }: Parts): Promise<void> {
	await journal.forget();
	remembered.set(false);
	// Each takes its notice with it.
	for (const mark of pending.all()) pending.drop(mark);
	device.forget();
	for (const name of keptHere) app.saveLocalStorage(`two-factor-notes:${name}`, null);
	clock.tick();
}
