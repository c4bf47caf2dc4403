import { defineConfig } from "vitest/config";

export default defineConfig({
	test: {
		projects: [
			{
				test: {
					name: "unit",
					include: ["geodata/**/*.test.ts", "client/**/*.test.ts", "scripts/**/*.test.ts"],
					exclude: ["client/test/**", "node_modules/**"],
					testTimeout: 60_000,
					// One suite after another: two cores cannot render maps and fill a database at the same time.
					sequence: { groupOrder: 0 },
				},
			},
			{
				test: {
					name: "server",
					include: ["server/**/*.test.ts"],
					globalSetup: ["server/test/global-setup.ts"],
					pool: "forks",
					maxWorkers: 2,
					testTimeout: 120_000,
					hookTimeout: 240_000,
					sequence: { groupOrder: 1 },
				},
			},
			{
				test: {
					name: "browser",
					include: ["client/test/**/*.test.ts"],
					globalSetup: ["client/test/global-setup.ts"],
					pool: "forks",
					maxWorkers: 1,
					testTimeout: 240_000,
					hookTimeout: 240_000,
					sequence: { groupOrder: 2 },
				},
			},
		],
	},
});
