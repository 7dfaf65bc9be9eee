import { expect, it } from "vitest";
import { groupsOf } from "../../src/code/groups";

it.each([
	["", []],
	["1234", ["1234"]],
	["FR8RV", ["FR8RV"]],
	["123456", ["123", "456"]],
	["1234567", ["1234567"]],
	["12345678", ["1234", "5678"]],
	["123456789", ["123", "456", "789"]],
	["1234567890", ["12345", "67890"]],
])("reads %j in groups", (text, groups) => expect(groupsOf(text)).toEqual(groups));
