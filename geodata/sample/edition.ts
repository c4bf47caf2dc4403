/**
 * What the generator draws from seed 1, as a SHA-256 that the tests hold it to. Whoever changes the generator changes
 * this, knowingly; a store that keeps another one holds the work of another generator.
 */
export const SAMPLE_EDITION = "65da30c8c35285fe1061e31c30af3fc910aeba935d566c8c1c53aa59480eb59a";
