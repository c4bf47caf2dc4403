import { createFunctions } from "./functions.ts";
import type { ToWorker } from "./rpc.ts";
import { serve } from "./serve.ts";

serve(createFunctions(), {
	postMessage: (message, transfer) => self.postMessage(message, { transfer }),
	onMessage: (listener) => {
		self.onmessage = (event: MessageEvent<ToWorker>) => listener(event.data);
	},
});
