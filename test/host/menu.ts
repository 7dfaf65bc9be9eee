import { Component } from "./events";
import { setIcon } from "./icons";
import { Scope } from "./keymap";
import { calledByPlugin, Documented, guard } from "./watch";
import { host } from "./here";

export class MenuItem extends Documented {
	$section = "";
	#el = createDiv({ cls: "menu-item tappable", attr: { role: "menuitem", tabindex: "-1" } });
	#icon = this.#el.createDiv("menu-item-icon");
	#title = this.#el.createDiv("menu-item-title");
	#callback: ((event: MouseEvent | KeyboardEvent) => unknown) | null = null;

	get $el(): HTMLElement {
		return this.#el;
	}

	setTitle(title: string | DocumentFragment): this {
		this.#title.setText(title);
		return this;
	}

	setIcon(icon: string | null): this {
		if (icon) setIcon(this.#icon, icon);
		else this.#icon.empty();
		return this;
	}

	setChecked(checked: boolean | null): this {
		this.#el.toggleClass("mod-checked", checked === true);
		this.#el.find(".menu-item-check")?.remove();
		this.#el.setAttr("role", checked === null ? "menuitem" : "menuitemcheckbox");
		this.#el.setAttr("aria-checked", checked);
		if (checked) setIcon(this.#el.createDiv("menu-item-icon menu-item-check"), "lucide-check");
		return this;
	}

	setDisabled(disabled: boolean): this {
		this.#el.toggleClass("is-disabled", disabled);
		this.#el.setAttr("aria-disabled", disabled);
		return this;
	}

	setWarning(isWarning: boolean): this {
		this.#el.toggleClass("is-warning", isWarning);
		return this;
	}

	onClick(callback: (event: MouseEvent | KeyboardEvent) => unknown): this {
		this.#callback = callback;
		return this;
	}

	setSection(section: string): this {
		this.$section = section;
		return this;
	}

	get $usable(): boolean {
		return !this.#el.hasClass("is-disabled");
	}

	$choose(event: MouseEvent | KeyboardEvent): void {
		guard(() => this.#callback?.(event));
	}
}

export class MenuSeparator extends Documented {}

/** The order in which the app shows sections; others come between, as they were added. */
const order = ["title", "open", "action-primary", "action", "info", "view", "system", "", "danger", "close"];

export class Menu extends Component {
	#items: (MenuItem | MenuSeparator)[] = [];
	#el = createDiv({ cls: "menu", attr: { role: "menu" } });
	#onHide: (() => unknown)[] = [];
	#scope = new Scope();
	#selected: MenuItem | null = null;

	constructor() {
		super();
		if (!calledByPlugin()) this.#el.setAttr("data-host", "");
		this.#scope.register([], "Escape", () => (this.hide(), false));
		this.#scope.register([], "ArrowDown", () => (this.#move(1), false));
		this.#scope.register([], "ArrowUp", () => (this.#move(-1), false));
		this.#scope.register([], "Enter", (event) => (this.#selected && this.#choose(this.#selected, event), false));
	}

	addItem(cb: (item: MenuItem) => unknown): this {
		const item = new MenuItem();
		this.#items.push(item);
		cb(item);
		return this;
	}

	addSeparator(): this {
		this.#items.push(new MenuSeparator());
		return this;
	}

	showAtMouseEvent(event: MouseEvent): this {
		return this.showAtPosition({ x: event.clientX, y: event.clientY }, event.doc);
	}

	showAtPosition(position: { x: number; y: number }, doc = activeDocument): this {
		if (this.#el.isConnected) return this;
		void this.load();
		this.#draw();
		doc.body.appendChild(this.#el);
		const { innerWidth, innerHeight } = doc.win;
		const { offsetWidth: width, offsetHeight: height } = this.#el;
		this.#el.style.left = `${Math.clamp(position.x, 4, Math.max(4, innerWidth - width - 4))}px`;
		this.#el.style.top = `${Math.clamp(position.y, 4, Math.max(4, innerHeight - height - 4))}px`;
		host.app.keymap.pushScope(this.#scope);
		this.register(() => host.app.keymap.popScope(this.#scope));
		this.registerDomEvent(doc.documentElement, "mousedown", (event) => !this.#el.contains(event.target as Node) && this.hide(), true);
		return this;
	}

	#draw(): void {
		const sections = [...new Set(this.#items.map((item) => (item instanceof MenuItem ? item.$section : "")))];
		const rank = (section: string): number => (order.includes(section) ? order.indexOf(section) : order.indexOf("") - 0.5);
		sections.sort((a, b) => rank(a) - rank(b));
		for (const section of sections) {
			if (this.#el.lastElementChild?.hasClass("menu-item")) this.#el.createDiv("menu-separator");
			for (const item of this.#items) {
				if (item instanceof MenuSeparator) {
					if (section === "" && this.#el.lastElementChild?.hasClass("menu-item")) this.#el.createDiv("menu-separator");
				} else if (item instanceof MenuItem && item.$section === section) {
					this.#el.appendChild(item.$el);
					item.$el.addEventListener("click", (event) => this.#choose(item, event));
					item.$el.addEventListener("mousemove", () => this.#select(item));
				}
			}
		}
		if (this.#el.lastElementChild?.hasClass("menu-separator")) this.#el.lastElementChild.remove();
	}

	#select(item: MenuItem): void {
		this.#selected?.$el.removeClass("selected");
		this.#selected = item;
		item.$el.addClass("selected");
		item.$el.focus();
	}

	#move(step: number): void {
		const items = this.#el.findAll(".menu-item").flatMap((el) => this.#items.filter((item): item is MenuItem => item instanceof MenuItem && item.$el === el && item.$usable));
		const at = this.#selected ? items.indexOf(this.#selected) : step > 0 ? -1 : items.length;
		const next = items[(at + step + items.length) % items.length];
		if (next) this.#select(next);
	}

	#choose(item: MenuItem, event: MouseEvent | KeyboardEvent): void {
		if (!item.$usable) return;
		this.hide();
		item.$choose(event);
	}

	hide(): this {
		if (!this.#el.isConnected) return this;
		this.#el.detach();
		this.unload();
		for (const callback of this.#onHide) callback();
		return this;
	}

	onHide(callback: () => unknown): void {
		this.#onHide.push(callback);
	}
}
