import type { TestProject } from "vitest/node";
import { dropDatabase, embeddedTemplate, type StoreTemplate, serverTemplate } from "./template.ts";

declare module "vitest" {
	interface ProvidedContext {
		storeTemplate: StoreTemplate;
		/** For tests of the embedded store, whatever store the suite runs on. */
		storeArchivePath: string;
	}
}

/** Two stores: the embedded one or, with `TEST_DATABASE_URL`, a PostGIS server whose user may create databases. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const adminUrl = process.env.TEST_DATABASE_URL;
	const embedded = await embeddedTemplate();
	const template = adminUrl ? await serverTemplate(adminUrl) : embedded;
	project.provide("storeTemplate", template);
	project.provide("storeArchivePath", embedded.archivePath);
	return async () => {
		if (template.kind === "server") await dropDatabase(template.adminUrl, template.database);
	};
}
