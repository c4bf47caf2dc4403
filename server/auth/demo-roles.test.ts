import type { Request, Response } from "express";
import { describe, expect, it } from "vitest";
import { DemoRoles } from "./demo-roles.ts";

type Headers = Record<string, string>;
const asked = (headers: Headers) =>
	({ headers: { host: "localhost:8080", ...headers } }) as unknown as Request;
const local = (address: string | undefined, headers: Headers = {}) =>
	new DemoRoles(() => address).isLocal(asked(headers));

describe("where a request comes from", () => {
	it.each(["127.0.0.1", "127.8.9.10", "::1", "::ffff:127.0.0.1"])("%s is this machine", (address) => {
		expect(local(address)).toBe(true);
	});

	it.each([
		"192.168.1.4",
		"10.0.0.1",
		"128.0.0.1",
		"::2",
		"::ffff:192.168.1.4",
		"fe80::1",
		"0.0.0.0",
		undefined,
	])("%s is not", (address) => {
		expect(local(address)).toBe(false);
	});

	it("no header makes a remote client local, and any proxy makes a local one remote", () => {
		for (const name of ["x-forwarded-for", "forwarded", "x-real-ip", "via", "x-forwarded-host"]) {
			expect([name, local("192.0.2.7", { [name]: "127.0.0.1" })]).toEqual([name, false]);
			expect([name, local("127.0.0.1", { [name]: "127.0.0.1" })]).toEqual([name, false]);
		}
	});

	it("a foreign host name that resolves to this machine is not local", () => {
		for (const host of ["localhost", "127.0.0.1:8080", "[::1]:8080", "LOCALHOST:1"]) {
			expect([host, local("127.0.0.1", { host })]).toEqual([host, true]);
		}
		for (const host of ["rebound.example", "localhost.example:8080", "127.0.0.1.example", "", "x127.0.0.1"]) {
			expect([host, local("127.0.0.1", { host })]).toEqual([host, false]);
		}
	});
});

describe("the role of a request", () => {
	const roleOf = (cookie: string | undefined, sample = true) => {
		const varied: string[] = [];
		const res = { vary: (name: string) => void varied.push(name) } as unknown as Response;
		const { role } = new DemoRoles(() => "::1").actorOf(asked(cookie === undefined ? {} : { cookie }), res, {
			sample,
		});
		expect(varied).toEqual(["Cookie"]);
		return role;
	};

	it("is the official's by one exact cookie, among others too", () => {
		expect(roleOf("lucheng_role=official")).toBe("official");
		expect(roleOf("a=b; lucheng_role=official; c=d")).toBe("official");
	});

	it.each([
		undefined,
		"",
		"lucheng_role=admin",
		"lucheng_role=official.",
		"lucheng_role=Official",
		'lucheng_role="official"',
		"lucheng_role=%6Ffficial",
		"xlucheng_role=official",
		"lucheng_role",
		"a=lucheng_role=official",
	])("is the public's with the cookie %j", (cookie) => {
		expect(roleOf(cookie)).toBe("public");
	});

	it("is the public's where the data are real", () => {
		expect(roleOf("lucheng_role=official", false)).toBe("public");
	});
});
