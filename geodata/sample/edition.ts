/**
 * SHA-256 of the generator's output for seed 1; a test checks it. Update it with every intended change of the output.
 * A store with another value holds the output of another generator.
 */
export const SAMPLE_EDITION = "71d8fe9d54fdb3cd337b9a308a351b4e7210204d835425a750c794b7f6dbe270";
