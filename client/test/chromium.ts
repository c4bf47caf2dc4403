import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";

/** WebGL in software, and none of the background traffic a desktop browser makes. */
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
 * A real Chromium: `CHROME_PATH` where it is set, else on Linux x64 the one in the npm package with the
 * libraries it brings, else an installed one.
 * @throws {Error} naming what was looked for, where no browser can be had.
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
	// The package unpacks into TMPDIR, takes whatever lies there already, and brings its libraries only to
	// what it thinks is Lambda: a folder of our own, and that name, for the length of this call.
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
	// ends itself at the first form field.
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
