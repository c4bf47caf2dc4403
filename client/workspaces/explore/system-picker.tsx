import "./system-picker.css";
import {
	Button,
	Header,
	ListBox,
	ListBoxItem,
	ListBoxSection,
	Popover,
	Select,
	SelectValue,
} from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { CatalogueResponse } from "../../../geodata/contract/city.ts";
import {
	PLATFORM,
	PLATFORM_NUMBER,
	type RowCounts,
	type SystemEntry,
	systemGroups,
	systemOf,
} from "../../derived/systems.ts";
import { formatCount } from "../../i18n/format.ts";
import { nameIn, useLanguage } from "../../i18n/language.ts";
import { useStore } from "../../state/store.ts";
import { SYSTEM_SYMBOLS } from "../../things/system-symbols.ts";
import { ChevronIcon, KindSymbol } from "../../ui/icons.tsx";

/** All systems: places, lists, and the platform; each with its number and count. */
export function SystemPicker({
	catalogue,
	rows,
	value,
}: {
	readonly catalogue: CatalogueResponse;
	readonly rows: RowCounts;
	/** Id of the open service or list. */
	readonly value: string;
}) {
	const { t } = useTranslation();
	const lang = useLanguage();
	const set = useStore((state) => state.set);
	const { places, lists } = systemGroups(catalogue, rows);
	const platform: SystemEntry = {
		id: PLATFORM,
		system: PLATFORM_NUMBER,
		nameZh: t("platform.name"),
		nameEn: t("platform.name"),
		count: null,
		kindId: null,
		staff: false,
	};
	const groups = [
		{ id: "places", entries: places },
		{ id: "lists", entries: lists },
		{ id: "platform", entries: [platform] },
	] as const;
	const current = groups.flatMap((group) => [...group.entries]).find((entry) => entry.id === value);
	const detailOf = (entry: SystemEntry, group: (typeof groups)[number]["id"]) => {
		if (group === "platform") return t("platform.detail");
		if (entry.count === null) return "";
		const count = formatCount(entry.count);
		return group === "places"
			? t("service.places", { text: count })
			: t(`system.rows.${entry.id as "courtyard"}`, { count });
	};
	return (
		<Select
			aria-label={t("service.label")}
			className="picker service-picker"
			selectedKey={value}
			onSelectionChange={(key) => {
				if (key !== null && key !== value)
					set({
						serviceId: String(key),
						rule: null,
						profileId: null,
						selection: null,
						only: null,
						since: null,
					});
			}}
		>
			<Button className="picker-button">
				<SelectValue className="picker-value">
					{() =>
						current && (
							<>
								<EntrySymbol entry={current} catalogue={catalogue} />
								<span className="picker-name">{nameIn(lang, current)}</span>
								{current.staff && <StaffMark />}
							</>
						)
					}
				</SelectValue>
				<span className="picker-all">{t("system.all")}</span>
				<ChevronIcon />
			</Button>
			<Popover className="popover picker-list system-list" placement="bottom start" offset={4}>
				<ListBox>
					{groups.map(
						({ id, entries }) =>
							entries.length > 0 && (
								<ListBoxSection key={id} id={id} className="system-group">
									<Header>{t(`system.group.${id}`)}</Header>
									{entries.map((entry) => (
										<ListBoxItem
											key={entry.id}
											id={entry.id}
											textValue={nameIn(lang, entry)}
											className="picker-option system-option"
										>
											<span className="system-number">{entry.system ?? ""}</span>
											<EntrySymbol entry={entry} catalogue={catalogue} />
											<span className="picker-words">{nameIn(lang, entry)}</span>
											{entry.staff && <StaffMark />}
											<small>{detailOf(entry, id)}</small>
										</ListBoxItem>
									))}
								</ListBoxSection>
							),
					)}
				</ListBox>
			</Popover>
		</Select>
	);
}

/** A badge for staff-only systems; public ones have none. */
export function StaffMark() {
	const { t } = useTranslation();
	return <em className="badge staff">{t("system.staff")}</em>;
}

function EntrySymbol({
	entry,
	catalogue,
}: {
	readonly entry: SystemEntry;
	readonly catalogue: CatalogueResponse;
}) {
	const system = systemOf(entry.id);
	if (system) {
		const { path, colour } = SYSTEM_SYMBOLS[system];
		return <KindSymbol path={path} colour={`var(--${colour})`} square />;
	}
	const kind = catalogue.kinds.find((row) => row.kindId === entry.kindId);
	return kind ? <KindSymbol path={kind.symbolPath} colour={kind.colour} /> : null;
}
