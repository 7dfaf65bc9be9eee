import type { Event, MappingEvent, ScalarEvent, ScalarStyle, SequenceEvent } from "js-yaml";
import type { Parsed } from "./events";
import { COLLECTION_STYLE, EVENT_ID, getScalarValue } from "./events";

/** What every node has: whether an anchor, or a tag other than `!!str`, makes it read-only. */
interface Properties {
	fixed: boolean;
}

/** Text as typed. Offsets count in the whole note. */
export interface Scalar extends Properties {
	kind: "scalar";
	value: string;
	style: ScalarStyle;
	/** The characters inside the quotes or block; both -1 when nothing was written. */
	from: number;
	to: number;
	/** Its place in the event stream. */
	event: number;
}

export interface List extends Properties {
	kind: "list";
	flow: boolean;
	start: number;
	items: Node[];
	/** Place of the event that ends it. */
	end: number;
}

export interface Mapping extends Properties {
	kind: "mapping";
	flow: boolean;
	start: number;
	pairs: Pair[];
	end: number;
}

export interface Alias extends Properties {
	kind: "alias";
	/** What it stands for; null when the note holds no such anchor before it. */
	target: Node | null;
}

export interface Pair {
	key: Node;
	value: Node;
}

export type Node = Scalar | List | Mapping | Alias;

/** Every document of a parsed text as nodes; `offset` is where the text begins in the note. */
export function readTree({ source, events }: Parsed, offset: number): Node[] {
	return new TreeReader(source, offset, events).documents();
}

/** Whether a node is read-only by its own anchor or tag. */
function fixed(source: string, event: ScalarEvent | SequenceEvent | MappingEvent): boolean {
	const tag = event.tagStart < 0 ? null : source.slice(event.tagStart, event.tagEnd);
	return event.anchorStart >= 0 || (tag !== null && (tag !== "!!str" || event.type !== EVENT_ID.SCALAR));
}

class TreeReader {
	private at = 0;
	private readonly anchors = new Map<string, Node>();
	private readonly source: string;
	private readonly offset: number;
	private readonly events: Event[];

	constructor(source: string, offset: number, events: Event[]) {
		this.source = source;
		this.offset = offset;
		this.events = events;
	}

	documents(): Node[] {
		const documents: Node[] = [];
		while (this.at < this.events.length) {
			this.at++;
			this.anchors.clear();
			documents.push(...this.untilPop());
		}
		return documents;
	}

	private untilPop(): Node[] {
		const nodes: Node[] = [];
		for (let event = this.events[this.at]; event && event.type !== EVENT_ID.POP; event = this.events[this.at]) {
			const node = this.node(event);
			if (node) nodes.push(node);
		}
		this.at++;
		return nodes;
	}

	private node(event: Event): Node | null {
		this.at++;
		switch (event.type) {
			case EVENT_ID.SCALAR: return this.scalar(event);
			case EVENT_ID.SEQUENCE: return this.list(event);
			case EVENT_ID.MAPPING: return this.mapping(event);
			case EVENT_ID.ALIAS: {
				const target = this.anchors.get(this.source.slice(event.anchorStart, event.anchorEnd)) ?? null;
				return { kind: "alias", target, fixed: true };
			}
			default: return null;
		}
	}

	private named(event: { anchorStart: number; anchorEnd: number }, node: Node): void {
		if (event.anchorStart >= 0) this.anchors.set(this.source.slice(event.anchorStart, event.anchorEnd), node);
	}

	private scalar(event: ScalarEvent): Scalar {
		const empty = event.valueStart < 0;
		const scalar: Scalar = {
			kind: "scalar",
			value: getScalarValue(this.source, event),
			style: event.style,
			from: empty ? -1 : event.valueStart + this.offset,
			to: empty ? -1 : event.valueEnd + this.offset,
			event: this.at - 1,
			fixed: fixed(this.source, event),
		};
		this.named(event, scalar);
		return scalar;
	}

	private list(event: SequenceEvent): List {
		const list: List = {
			kind: "list", flow: event.style === COLLECTION_STYLE.FLOW, start: event.start + this.offset,
			items: [], end: 0, fixed: fixed(this.source, event),
		};
		this.named(event, list);
		list.items = this.untilPop();
		list.end = this.at - 1;
		return list;
	}

	private mapping(event: MappingEvent): Mapping {
		const mapping: Mapping = {
			kind: "mapping", flow: event.style === COLLECTION_STYLE.FLOW, start: event.start + this.offset,
			pairs: [], end: 0, fixed: fixed(this.source, event),
		};
		this.named(event, mapping);
		const nodes = this.untilPop();
		for (let i = 0; i + 1 < nodes.length; i += 2) {
			const [key, value] = [nodes[i], nodes[i + 1]];
			if (key && value) mapping.pairs.push({ key, value });
		}
		mapping.end = this.at - 1;
		return mapping;
	}
}
