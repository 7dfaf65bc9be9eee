import { describeCost, parseField, type Cost } from "./field";
import type { Left } from "./groups";

/** What is tried only when a person agrees: what it takes, and the groups that agreeing names. */
export interface Costly {
	words: string;
	groups: string[];
}

/** What of that which stayed shut can be tried yet, or null. */
export function costlyOf(left: readonly Left[]): Costly | null {
	const groups = left.filter(({ why }) => why === "ask" || why === "not tried");
	if (groups.length === 0) return null;
	const fields = groups.reduce((sum, group) => sum + group.fields, 0);
	return { words: `${fieldsNeed(fields)} ${costWords(groups.map(({ cost }) => cost))}.`, groups: groups.map(({ group }) => group) };
}

/** The groups that encrypted texts are of, each once. */
export function groupsOfTexts(texts: readonly string[]): { group: string; cost: Cost }[] {
	const fields = texts.map(parseField).flatMap((field) => ("reason" in field ? [] : [field]));
	return [...new Map(fields.map(({ group, cost }) => [group, { group, cost }])).values()];
}

export function fieldsNeed(count: number): string {
	return count > 1 ? `${count} fields need` : "1 field needs";
}

/** The memory that keys of these costs take, one after the other, and the time, as times of a usual unlocking. */
export function costWords(costs: readonly Cost[]): string {
	const described = costs.map(describeCost);
	const memory = Math.max(...described.map((cost) => cost.memory));
	const times = described.reduce((sum, cost) => sum + cost.times, 0);
	const space = memory < 1024 ? `${memory} MiB` : `${Math.round(memory / 102.4) / 10} GiB`;
	return `${space} of memory and about ${times > 1 ? `${times} times as long as usual` : "as long as usual"}`;
}
