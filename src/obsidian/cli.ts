import { Platform, type CliData, type CliFlags, type Plugin } from "obsidian";
import { healthJson } from "../health/json";
import { plainText, shownName } from "../note/shown";
import { confirm } from "./dialogs/confirm";
import { healthNow, pageFact } from "./health/facts";
import { unusedOf } from "./backup-actions";
import { backupCodeFor, codeFor } from "./cli-codes";
import { allKnown } from "./notes/lot";
import { leftOutWords } from "./notes/left-out";
import { isClear } from "./notes/secrets";
import type { Account } from "./notes/accounts";
import type { Parts } from "./parts";
import { titleOf, today } from "./views/draw";
import { namedAccounts } from "./views/inline-code";

/** Obsidian's own command line. Off until a person allows it on this device: every program of the computer can ask it. */

const ofAccount: CliFlags = { account: { value: "<name>", description: "Path, file name, service, user name, or service:user name", required: true } };
const asJson: CliFlags = { format: { value: "json", description: "For other programs" } };

/** Registers every command of the command line. Each gives its answer as text; what is wrong begins with "Error: ". */
export function registerCli(plugin: Plugin, parts: Parts): void {
	// Phones have none.
	if (!Platform.isDesktop) return;
	const { session, backups } = parts;
	const add = (action: string, description: string, flags: CliFlags | null, answer: (given: CliData) => string | Promise<string>): void => {
		plugin.registerCliHandler(["two-factor-notes", action].filter(Boolean).join(":"), description, flags, async (given) => {
			if (!isAllowed(parts)) return "Error: the command line is not allowed on this device. Allow it in the settings of Two-Factor Notes. Nothing was done.";
			await allKnown(parts.accounts);
			return plainText(await answer(given));
		});
	};
	const of = (given: CliData, answer: (account: Account) => Promise<string>): Promise<string> | string => {
		const found = named(parts, given.account ?? "");
		return typeof found === "string" ? found : answer(found);
	};
	add("", "Whether it is locked, and how many accounts there are", null, () => state(parts));
	add("list", "All accounts, without their secrets", asJson, ({ format }) => list(parts, format === "json"));
	add("code", "The code of an account", { ...ofAccount, next: { description: "The one after it" } }, (given) => of(given, (account) => codeFor(parts, account, "next" in given)));
	add("backup-code", "The next unused backup code of an account", { ...ofAccount, use: { description: "Marks it as used first" } }, (given) => of(given, (account) => backupCodeFor(parts, account, "use" in given)));
	add("health", "What accounts lack", asJson, ({ format }) => health(parts, format === "json"));
	add("lock", "Locks", null, () => {
		session.lock();
		return "Locked.";
	});
	add("back-up", "Makes a backup", null, async () => {
		const made = await backups.make();
		const leftOut = made.leftOut.length === 0 ? "" : `\nNot in it, as not all in them is encrypted for sure:\n${made.leftOut.map(({ path }) => path).join("\n")}`;
		return ("problem" in made ? `Error: ${made.problem}` : `${made.file.path}\n${made.isOld ? "Nothing has changed since; it was read again." : "It was read back."} Accounts: ${made.count}`) + leftOut;
	});
}

const key = "two-factor-notes:allowCommandLine";

export function isAllowed({ app }: Parts): boolean {
	return app.loadLocalStorage(key) === true;
}

/** Allows it, once the person agreed, or not any more. */
export async function allow(parts: Parts, isOn: boolean): Promise<void> {
	const agreed = !isOn || (await confirm(parts, {
		title: "Allow the command line?",
		words: "While the vault is unlocked, every program that runs as you on this computer can then ask for codes and backup codes, without being seen. While it is locked they get names, counts and what is not encrypted.",
		button: "Allow",
	}));
	if (agreed) parts.app.saveLocalStorage(key, isOn ? true : null);
}

/** The one account of that name; else a sentence that lists those that it fits. */
function named(parts: Parts, name: string): Account | string {
	// Accounts without a user name would fit, and a script may ask with a word that it has not.
	if (name === "") return "Error: say which account, as in account=GitHub. Nothing was done.";
	const found = namedAccounts(parts, name);
	const [account] = found;
	if (account === undefined) return `Error: no account is called ${shownName(name)}.`;
	return found.length === 1 ? account : `Error: ${found.length} accounts are called ${shownName(name)}. Give the path of one:\n${found.map(({ path }) => path).join("\n")}`;
}

function state(parts: Parts): string {
	const { accounts, session, backups } = parts;
	const all = accounts.all();
	return [
		session.isOpen ? "Unlocked" : "Locked",
		`Accounts: ${all.length}`,
		`Not encrypted: ${all.filter(isClear).length}`,
		`Backup codes left: ${all.reduce((sum, account) => sum + unusedOf(account), 0)}`,
		`Last good backup: ${backups.lastGood === 0 ? "none" : today(backups.lastGood)}${leftOutWords(parts)}`,
	].join("\n");
}

function list({ accounts }: Parts, isJson: boolean): string {
	const all = accounts.all().sort((one, other) => titleOf(one).localeCompare(titleOf(other)));
	if (!isJson) return all.map((account) => [titleOf(account), shownName(account.entry.username), account.path].join("\t")).join("\n");
	return JSON.stringify(all.map((account) => {
		const { path, entry: { issuer, username, type, backupCodes } } = account;
		return { path, issuer, username, type, encrypted: !isClear(account), backupCodes: backupCodes.length, backupCodesLeft: unusedOf(account) };
	}), null, "\t");
}

async function health(parts: Parts, isJson: boolean): Promise<string> {
	const found = healthNow(parts, "low", await pageFact(parts));
	if (isJson) return healthJson(found);
	const lines = found.findings.map(({ level, heading, accounts }) => [level, heading, ...(accounts.length === 0 ? [] : [accounts.length])].join("\t"));
	return [`${found.inOrder} of ${found.accounts} accounts are in order.`, ...lines].join("\n");
}
