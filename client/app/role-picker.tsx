import "./page-header.css";
import { useTranslation } from "react-i18next";
import { roleSchema } from "../../geodata/contract/session.ts";
import { useSession, useTakeRole } from "../api/queries.ts";
import { PersonIcon } from "../ui/icons.tsx";
import { Picker } from "../ui/picker.tsx";

/** The reader's role, where a demonstration offers a choice; otherwise nothing. */
export function RolePicker() {
	const { t } = useTranslation();
	const { data: session } = useSession();
	const { mutate, isError } = useTakeRole();
	if (!session || session.demoRoles.length < 2) return null;
	return (
		<>
			<Picker
				label={t("role.label")}
				className="role-picker"
				value={session.role}
				shown={
					<>
						<PersonIcon full={session.role !== "public"} />
						<span className="picker-name hidden">{t(`role.${session.role}`)}</span>
					</>
				}
				options={session.demoRoles.map((role) => ({
					id: role,
					name: t(`role.${role}`),
					detail: t("role.demo"),
				}))}
				onPick={(id) => {
					const role = roleSchema.safeParse(id);
					if (role.success && role.data !== session.role) mutate(role.data);
				}}
			/>
			{isError && (
				<span className="hidden" role="alert">
					{t("role.failed")}
				</span>
			)}
		</>
	);
}
