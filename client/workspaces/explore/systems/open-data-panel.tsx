import "./open-data-panel.css";
import { useState } from "react";
import { Button } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { useOpenApi } from "../../../api/queries.ts";
import { type Address, addressesOf } from "../../../derived/addresses.ts";
import { Headline } from "../../../figures/headline.tsx";
import { CheckIcon, CopyIcon, OpenIcon } from "../../../ui/icons.tsx";
import type { PanelProps } from "./panel-props.ts";

const COPIED_MS = 1600;

/** 城事通: the addresses at which other systems read this city, from the server's own document. */
export function OpenDataPanel({ situation }: PanelProps) {
	const { t } = useTranslation();
	const { data: document, error } = useOpenApi();
	const addresses = document ? addressesOf(document, situation.city, situation.service.serviceId) : [];
	const groups = ["data", "tilejson", "mvt", "service"] as const;
	return (
		<>
			<Headline label={t("platform.name")} figure={document ? String(addresses.length) : "–"}>
				{t("platform.count")}
				<br />
				{t("platform.why")}
			</Headline>
			<section className="block results">
				<div className="tab-body">
					{error && <p className="empty">{t("platform.failed")}</p>}
					{groups.map((group) => {
						const rows = addresses.filter((address) => address.group === group);
						return rows.length > 0 ? (
							<section key={group} className="addresses">
								<h3>{t(`platform.group.${group}`)}</h3>
								<ul>
									{rows.map((address) => (
										<AddressRow key={address.id} address={address} />
									))}
								</ul>
							</section>
						) : null;
					})}
				</div>
			</section>
		</>
	);
}

function AddressRow({ address }: { readonly address: Address }) {
	const { t, i18n } = useTranslation();
	const [copied, setCopied] = useState(false);
	const key = address.layer ? `platform.layer.${address.layer}` : `platform.address.${address.id}`;
	const name = i18n.exists(key) ? String(t(key as "platform.name")) : (address.layer ?? address.summary);
	const url = `${location.origin}${address.path}`;
	const copy = async () => {
		await navigator.clipboard.writeText(url);
		setCopied(true);
		setTimeout(() => setCopied(false), COPIED_MS);
	};
	return (
		<li className="address">
			<span className="name">{name}</span>
			<code>{address.path}</code>
			<Button className="icon-button" aria-label={t("platform.copy", { name })} onPress={() => void copy()}>
				{copied ? <CheckIcon /> : <CopyIcon />}
			</Button>
			{address.template ? (
				<span className="icon-button" />
			) : (
				<a
					className="icon-button"
					href={address.path}
					target="_blank"
					rel="noreferrer"
					aria-label={t("platform.open", { name })}
				>
					<OpenIcon />
				</a>
			)}
			<span className="hidden" role="status">
				{copied ? t("platform.copied") : ""}
			</span>
		</li>
	);
}
