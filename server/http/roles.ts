import { BlockList, isIPv6 } from "node:net";
import type { CookieOptions, Request, Response } from "express";
import type { City } from "../../geodata/contract/city.ts";
import type { Role } from "../../geodata/contract/session.ts";
import { GeodataError } from "../../geodata/units/error.ts";

export const ROLE_COOKIE = "lucheng_role";
export const ROLE_COOKIE_OPTIONS: CookieOptions = { httpOnly: true, sameSite: "strict", path: "/" };

/** The other end of a request's connection; never what a header says of it. */
export type RemoteAddress = (req: Request) => string | undefined;

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet("127.0.0.0", 8, "ipv4");
LOOPBACK.addAddress("::1", "ipv6");

/** Headers that only something in between adds: then the asker may sit anywhere, whatever the connection says. */
const FORWARDED = /^(forwarded|via|x-real-ip|x-forwarded-.+|cf-connecting-ip|true-client-ip)$/;

const LOCAL_NAMES = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i;

/**
 * Who asks. The official's role is a demonstration's: taken by a click, believed only on the machine itself and only
 * for a city of sample data. The cookie remembers the click and proves nothing, so a forged one gains nothing; each
 * request is judged by where it comes from.
 */
export class Roles {
	readonly #remoteAddress: RemoteAddress;

	constructor(remoteAddress: RemoteAddress = (req) => req.socket.remoteAddress) {
		this.#remoteAddress = remoteAddress;
	}

	/** The role of a request towards a city; marks the answer as one that differs by role. */
	of(req: Request, res: Response, city: Pick<City, "sample">): Role {
		res.vary("Cookie");
		return city.sample && wantsOfficial(req) && this.isLocal(req) ? "official" : "public";
	}

	/**
	 * Whether a request was made on this machine, to it by name: over loopback, through no proxy, and not by a page that
	 * had its own name pointed here.
	 */
	isLocal(req: Request): boolean {
		const address = this.#remoteAddress(req);
		if (address === undefined || !LOOPBACK.check(address, isIPv6(address) ? "ipv6" : "ipv4")) return false;
		if (Object.keys(req.headers).some((name) => FORWARDED.test(name))) return false;
		return LOCAL_NAMES.test(req.headers.host ?? "");
	}
}

/** What may be kept of an answer: the official's by nobody, everyone's if it is asked for anew. */
export function cacheControlOf(role: Role): string {
	return role === "official" ? "private, no-store" : "no-cache";
}

function wantsOfficial(req: Request): boolean {
	const cookies = req.headers.cookie?.split(";") ?? [];
	return cookies.some((cookie) => cookie.trim() === `${ROLE_COOKIE}=official`);
}

/**
 * Refuses a request that a page of another origin made.
 * @throws {GeodataError} CROSS_ORIGIN
 */
export function refuseCrossOrigin(req: Request): void {
	const site = req.headers["sec-fetch-site"];
	const origin = req.headers.origin;
	// A browser says it itself; an older one names the page's origin; what is no browser sends neither.
	const foreign =
		site === undefined
			? origin !== undefined && origin.replace(/^https?:\/\//, "") !== req.headers.host
			: site !== "same-origin" && site !== "none";
	if (!foreign) return;
	const value = (origin ?? String(site)).slice(0, 120);
	throw new GeodataError(
		"CROSS_ORIGIN",
		`The request comes from ${value}, not from this site; allowed is its own pages.`,
		{ value, allowed: "the pages of this site" },
	);
}
