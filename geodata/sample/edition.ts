/**
 * What the generator draws from seed 1, as a SHA-256 that the tests hold it to. Whoever changes the generator changes
 * this, knowingly; a store that keeps another one holds the work of another generator.
 */
export const SAMPLE_EDITION = "71d8fe9d54fdb3cd337b9a308a351b4e7210204d835425a750c794b7f6dbe270";
