import type { EngineJob, EngineReply } from "../engine/job.ts";

let jobs = 0;

/** A worker for tests of the pool: the pack's hash selects how it fails. */
export default function misbehave({ pack: { graphHash: command } }: EngineJob): EngineReply {
	jobs += 1;
	switch (command) {
		case "one-then-die":
			if (jobs > 1) process.exit(3);
			return new TextEncoder().encode('{"type":"Feature"}');
		case "one-then-hang":
			if (jobs > 1) hang();
			return new TextEncoder().encode('{"type":"Feature"}');
		case "hang":
			hang();
			break;
		case "short":
			Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
			return new TextEncoder().encode(String(jobs));
		case "die":
			process.exit(3);
			break;
		case "throw":
			throw new Error("a secret of the inside");
		case "refuse":
			return { code: "CUTOFF_OUT_OF_RANGE", message: "cutoff is 0", details: { value: 0 } };
		default:
			return new TextEncoder().encode(JSON.stringify(command));
	}
}

function hang(): never {
	for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);
}
