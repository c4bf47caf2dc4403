import "@fontsource-variable/noto-sans-sc/wght.css";
import "./ui/text.css";
import "./ui/buttons.css";
import "./ui/rows.css";
import "./styles/reset.css";
import "./styles/motion.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createQueryClient } from "./api/queries.ts";
import { makeRouter } from "./app/router.tsx";
import { startI18n } from "./i18n/i18n.ts";
import { addressStore } from "./state/store.ts";

startI18n(addressStore.getState().lang);

const root = document.getElementById("root");
if (!root) throw new Error("the page has no root element");
createRoot(root).render(
	<StrictMode>
		<QueryClientProvider client={createQueryClient()}>
			<RouterProvider router={makeRouter()} />
		</QueryClientProvider>
	</StrictMode>,
);
