import { BlockList, isIPv6 } from "node:net";
import type { CookieOptions, Request, Response } from "express";
import type { City } from "../../geodata/contract/city.ts";
import { ROLES, type Role } from "../../geodata/contract/session.ts";
import type { Actor, ActorProvider } from "./actor.ts";

export const ROLE_COOKIE = "lucheng_role";
export const ROLE_COOKIE_OPTIONS: CookieOptions = { httpOnly: true, sameSite: "strict", path: "/" };

/** The remote address of a request's connection; headers are not used. */
export type RemoteAddress = (req: Request) => string | undefined;

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet("127.0.0.0", 8, "ipv4");
LOOPBACK.addAddress("::1", "ipv6");

/** Headers that only a proxy adds. With any of them the client may be on another machine. */
const FORWARDED = /^(forwarded|via|x-real-ip|x-forwarded-.+|cf-connecting-ip|true-client-ip)$/;

const LOCAL_NAMES = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i;

/**
 * Actors of a demonstration: everyone is public and may switch to official by one click, only on the machine itself
 * and only for a city of sample data. The cookie stores the choice and grants nothing: each request is checked by its
 * origin, so a forged cookie has no effect.
 */
export class DemoRoles implements ActorProvider {
	readonly #remoteAddress: RemoteAddress;

	constructor(remoteAddress: RemoteAddress = (req) => req.socket.remoteAddress) {
		this.#remoteAddress = remoteAddress;
	}

	actorOf(req: Request, res: Response, city: Pick<City, "sample">): Actor {
		res.vary("Cookie");
		const local = this.isLocal(req);
		return { role: city.sample && local && wantsOfficial(req) ? "official" : "public", local };
	}

	rolesToTake(req: Request, cities: readonly Pick<City, "sample">[]): readonly Role[] {
		return this.isLocal(req) && cities.some((city) => city.sample) ? ROLES : [];
	}

	/**
	 * Whether a request comes from this machine, addressed to it by name: over loopback, through no proxy, and not by
	 * DNS rebinding of another site's name.
	 */
	isLocal(req: Request): boolean {
		const address = this.#remoteAddress(req);
		if (address === undefined || !LOOPBACK.check(address, isIPv6(address) ? "ipv6" : "ipv4")) return false;
		if (Object.keys(req.headers).some((name) => FORWARDED.test(name))) return false;
		return LOCAL_NAMES.test(req.headers.host ?? "");
	}
}

function wantsOfficial(req: Request): boolean {
	const cookies = req.headers.cookie?.split(";") ?? [];
	return cookies.some((cookie) => cookie.trim() === `${ROLE_COOKIE}=official`);
}
