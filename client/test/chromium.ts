import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";

/** WebGL in software, without the background traffic of a desktop browser. */
const ARGUMENTS = [
	"--no-sandbox",
	"--use-gl=angle",
	"--use-angle=swiftshader",
	"--enable-unsafe-swiftshader",
	"--ignore-gpu-blocklist",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
	"--no-first-run",
];

const INSTALLED = [
	"/usr/bin/chromium",
	"/usr/bin/chromium-browser",
	"/usr/bin/google-chrome",
	"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
	"C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/**
 * A real Chromium: `CHROME_PATH` if set, else on Linux x64 the one in the npm package with its own libraries, else an
 * installed one.
 * @throws {Error} listing the paths tried, where no browser is found.
 */
export async function launchChromium(): Promise<Browser> {
	const named = process.env.CHROME_PATH;
	if (named) {
		if (!existsSync(named)) throw new Error(`CHROME_PATH names ${named}, and there is no such file`);
		return chromium.launch({ executablePath: named, args: ARGUMENTS });
	}
	if (process.platform === "linux" && process.arch === "x64") return launchShipped();
	const installed = INSTALLED.find((path) => existsSync(path));
	if (!installed)
		throw new Error(`no Chromium found: set CHROME_PATH, or install one at ${INSTALLED.join(", ")}`);
	return chromium.launch({ executablePath: installed, args: ARGUMENTS });
}

async function launchShipped(): Promise<Browser> {
	const home = process.env.LUCHENG_TEST_CHROMIUM ?? mkdtempSync(join(tmpdir(), "lucheng-chromium-"));
	const outerTmp = process.env.TMPDIR;
	// The package unpacks into TMPDIR, reuses files already there, and unpacks its libraries only on Lambda: so set a
	// private folder, and pretend to be Lambda, during this call.
	process.env.TMPDIR = home;
	process.env.AWS_EXECUTION_ENV = "AWS_Lambda_nodejs24.x";
	let executablePath: string;
	try {
		const { default: shipped } = await import("@sparticuz/chromium");
		executablePath = await shipped.executablePath();
	} finally {
		delete process.env.AWS_EXECUTION_ENV;
		if (outerTmp === undefined) delete process.env.TMPDIR;
		else process.env.TMPDIR = outerTmp;
	}
	// The shipped configuration looks for fonts in the system's temporary folder. Without any font the browser
	// crashes at the first form field.
	writeFileSync(
		join(home, "fonts", "fonts.conf"),
		`<?xml version="1.0"?><fontconfig><dir>${join(home, "fonts")}</dir><cachedir>${join(home, "font-cache")}</cachedir></fontconfig>`,
	);
	return chromium.launch({
		executablePath,
		args: ARGUMENTS,
		env: {
			...(process.env as Record<string, string>),
			LD_LIBRARY_PATH: join(home, "al2023", "lib"),
			FONTCONFIG_PATH: join(home, "fonts"),
		},
	});
}
