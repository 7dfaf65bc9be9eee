/** Accounts of the tests of health, made of notes. */
import type { HealthAccount } from "../../src/health/kinds";
import { readEntry } from "../../src/note/read";

export const today = "2026-11-22";

/** An account as its note has it. `told`: what was found elsewhere. */
export function account(properties: string[], told: HealthAccount["told"] = {}, path = "2FA/GitHub.md"): HealthAccount {
	const { entry } = readEntry(`---\n${[...(properties.some((line) => line.startsWith("issuer:")) ? [] : ["issuer: GitHub"]), ...properties].join("\n")}\ntags: [2fa]\n---\n`);
	if (entry === null) throw new Error("The note is no account.");
	return { path, title: entry.issuer, entry, told };
}

const codes = Array.from({ length: 10 }, (_, n) => `  - 1000-000${n}`);
/** Nothing is found of this one. */
export const orderly = ["totp_seed: tfn1.x", "verified: 2026-01-10", "backup_codes_tested: 2026-01-10", "sheet_printed: 2026-01-11", "backup_codes:", ...codes];
