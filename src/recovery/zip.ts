import { inflateSync, strFromU8 } from "fflate";

/** A file in a zip as a header tells of it. PKWARE's APPNOTE, sections 4.3.7 and 4.3.12. */
export interface Packed {
	path: string;
	method: number;
	isLocked: boolean;
	/** CRC-32; null where only the directory tells. */
	crc: number | null;
	/** Where it begins and ends, and how long it will be. What is compressed ends by itself. */
	from: number;
	to: number;
	size: number;
}

const local = 0x04034b50;
const central = 0x02014b50;
/** No vault's notes come near: more is a mistake or a bomb. Bytes when unpacked. */
const mostBytes = 128 << 20;

/** What the directory at the end of a zip lists; null where it is cut off or not whole. */
export function listed(bytes: Uint8Array): Packed[] | null {
	const zip = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
	let end = bytes.length - 22;
	while (end >= 0 && zip.getUint32(end, true) !== 0x06054b50) end--;
	if (end < 0) return null;
	const found: Packed[] = [];
	let at = zip.getUint32(end + 16, true);
	const last = at + zip.getUint32(end + 12, true);
	// Count, place and size must fit: one that is spoilt would hide files.
	for (let left = zip.getUint16(end + 10, true); left > 0; left--) {
		if (at + 46 > end || zip.getUint32(at, true) !== central) return null;
		found.push(packedAt(zip, at, false));
		at += 46 + zip.getUint16(at + 28, true) + zip.getUint16(at + 30, true) + zip.getUint16(at + 32, true);
	}
	return at === last ? found : null;
}

/** What stands in a zip by the headers before each file, whatever the directory says. */
export function strewn(bytes: Uint8Array): Packed[] {
	const zip = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
	const found: Packed[] = [];
	const last = bytes.length - 30;
	let left = mostBytes;
	for (let at = 0; at <= last && left > 0; at++) {
		if (zip.getUint32(at, true) !== local) continue;
		const packed = packedAt(zip, at, true);
		found.push(packed);
		// Headers may lie in one another, each with what follows as its name.
		left -= packed.path.length + 1024;
		// Over what is in it, which may be a zip itself, where its end is one.
		if (packed.to <= last && [local, central].includes(zip.getUint32(packed.to, true))) at = packed.to - 1;
	}
	return found;
}

function packedAt(zip: DataView, at: number, isLocal: boolean): Packed {
	const [fields, names] = isLocal ? [at, at + 30] : [at + 2, at + 46];
	// Local headers stand before the directory.
	const head = isLocal ? at : Math.min(zip.getUint32(at + 42, true), at);
	const from = head + 30 + zip.getUint16(head + 26, true) + zip.getUint16(head + 28, true);
	const flags = zip.getUint16(fields + 6, true);
	return {
		path: strFromU8(new Uint8Array(zip.buffer, zip.byteOffset + names).subarray(0, zip.getUint16(fields + 26, true)), (flags & 0x800) === 0),
		method: zip.getUint16(fields + 8, true),
		isLocked: (flags & 1) !== 0,
		crc: isLocal && (flags & 8) !== 0 ? null : zip.getUint32(fields + 14, true),
		from,
		to: from + zip.getUint32(fields + 18, true),
		size: zip.getUint32(fields + 22, true),
	};
}

/** Unpacks files one by one; null where that fails. Whether what it gives is right is not known yet. */
export function unpacker(bytes: Uint8Array): (packed: Packed) => Uint8Array | null {
	// Of most notes, whatever their size is said to be.
	let out = new Uint8Array(1 << 20);
	let left = mostBytes;
	return ({ method, from, to, size }) => {
		if (left < 0 || (method !== 0 && method !== 8)) return null;
		try {
			if (size > out.length) out = new Uint8Array(Math.min(size, left));
			const found = (method === 0 ? bytes.subarray(from, to) : inflateSync(bytes.subarray(from), { out })).slice();
			left -= found.length;
			return found;
		} catch {
			return null;
		}
	};
}

/** APPNOTE, section 4.4.7. */
export function crc32(bytes: Uint8Array): number {
	let crc = -1;
	for (const byte of bytes) {
		crc ^= byte;
		for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 && 0xedb88320);
	}
	return ~crc >>> 0;
}
