/** Mean Earth radius (IUGG 1980). The only radius in the product. */
export const EARTH_RADIUS_M = 6_371_008.8;

/** Positions are stored as integers with this many units per degree (1e-7° ≈ 11 mm). */
export const COORD_UNITS_PER_DEG = 1e7;

/** An impedance (ms or mm) no walk can have: unreached, or an arc that cannot be walked. */
export const UNREACHED = 0xffff_ffff;

/** The index that means none: no facility, edge or community. */
export const NONE = -1;

export const MM_PER_M = 1000;
export const MS_PER_SEC = 1000;
export const DEG_TO_RAD = Math.PI / 180;
