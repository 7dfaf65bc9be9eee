import { Menu, type App } from "obsidian";

/** How the list is sorted and grouped; kept on this device. `folded` names the groups that are closed. */
export interface Choice {
	sort: "name" | "recent";
	group: "none" | "folder" | "tag";
	folded: string[];
}

const place = "two-factor-notes:list";
/** So many folded groups are remembered, the last ones. */
const most = 200;

export function readChoice(app: App): Choice {
	const found: unknown = app.loadLocalStorage(place);
	const fields: Record<string, unknown> = typeof found === "object" && found !== null ? { ...found } : {};
	return {
		sort: fields.sort === "recent" ? "recent" : "name",
		group: fields.group === "folder" || fields.group === "tag" ? fields.group : "none",
		folded: Array.isArray(fields.folded) ? fields.folded.filter((each) => typeof each === "string") : [],
	};
}

export function keepChoice(app: App, choice: Choice): void {
	app.saveLocalStorage(place, choice);
}

/** The choice with this group closed, or open again. */
export function folding(choice: Choice, key: string): Choice {
	const others = choice.folded.filter((each) => each !== key);
	return { ...choice, folded: others.length < choice.folded.length ? others : [...others, key].slice(-most) };
}

/** The menu to choose from, where it was asked for. */
export function openChoiceMenu(choice: Choice, event: MouseEvent, chosen: (choice: Choice) => void): void {
	const menu = new Menu();
	const add = (section: string, title: string, icon: string, change: Partial<Choice>, isChecked: boolean) =>
		menu.addItem((item) => item.setSection(section).setTitle(title).setIcon(icon).setChecked(isChecked).onClick(() => chosen({ ...choice, ...change })));
	add("sort", "Sort by name", "arrow-down-a-z", { sort: "name" }, choice.sort === "name");
	add("sort", "Sort by recently used", "history", { sort: "recent" }, choice.sort === "recent");
	add("group", "No groups", "list", { group: "none" }, choice.group === "none");
	add("group", "Group by folder", "folder", { group: "folder" }, choice.group === "folder");
	add("group", "Group by tag", "tag", { group: "tag" }, choice.group === "tag");
	menu.showAtMouseEvent(event);
}
