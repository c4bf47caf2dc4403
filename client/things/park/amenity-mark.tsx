import { useTranslation } from "react-i18next";
import { AMENITIES, type Amenity } from "../../../geodata/catalogue/vocabulary.ts";
import { Icon } from "../../ui/icons.tsx";

const AMENITY_PATHS: Readonly<Record<Amenity, string>> = {
	seats: "M4 10.5h12M5 10.5V16M15 10.5V16M4.5 6.5h11v4h-11z",
	shade:
		"M10 17v-6M10 3.2c3.4 0 5.6 2 5.6 4.4 0 2.2-2 3.4-5.6 3.4S4.4 9.8 4.4 7.600C4.4 5.2 6.6 3.2 10 3.200z",
	toilet:
		"M6.5 3.500v4M6.5 7.500L4.5 12h4zM6.5 12v4.500M13.5 3.500v4M11.5 8h4v4.500h-4zM12.5 12.500v4M14.5 12.500v4",
	children: "M4 16.500L9 5M16 16.500L11 5M8.5 5h3M10 5v5.500M7.5 10.500h5v2h-5z",
	sport: "M3.5 8v4M6 6v8M14 6v8M16.5 8v4M6 10h8",
	"barrier-free": "M9.5 4.200v.2M9.5 7v4.500h4l2 4.500M9.5 9h3.500M8 8.500a4 4 0 1 0 4.8 5.3",
};

/** An amenity of a park with symbol and name; an unknown one gets a dot and the city's own word. */
export function AmenityMark({ amenity }: { readonly amenity: string }) {
	const { t } = useTranslation();
	const known = AMENITIES.find((id) => id === amenity);
	return (
		<>
			<Icon>{known ? <path d={AMENITY_PATHS[known]} /> : <circle cx="10" cy="10" r="2" />}</Icon>
			{known ? t(`amenity.${known}`) : amenity}
		</>
	);
}
