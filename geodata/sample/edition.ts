/**
 * What the generator draws from seed 1, as a SHA-256 that the tests hold it to. Whoever changes the generator changes
 * this, knowingly; a store that keeps another one holds the work of another generator.
 */
export const SAMPLE_EDITION = "b111f90fd10261d32328e0370ab9905c4a172eeaf430600a96a734a0dd7727dc";
