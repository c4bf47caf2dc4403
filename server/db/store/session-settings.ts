/** The schema of all tables of the product. */
export const SCHEMA = "lucheng";

/**
 * Run on every new session of either store, so that equal SQL gives equal text: UTC, ISO dates, hex bytea. `public`
 * holds PostGIS; a server with PostGIS in a schema `postgis` works too.
 */
export const SESSION_SETTINGS = `
	set timezone = 'UTC';
	set datestyle = 'ISO, YMD';
	set bytea_output = 'hex';
	set extra_float_digits = 1;
	set client_min_messages = 'warning';
	set search_path = ${SCHEMA}, public, postgis;`;
