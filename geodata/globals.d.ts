/** The two web-standard classes that Node and browsers have but TypeScript's ES library does not declare. */
declare class TextEncoder {
	encode(text: string): Uint8Array<ArrayBuffer>;
}
declare class TextDecoder {
	constructor(label?: string, options?: { fatal?: boolean });
	decode(bytes?: ArrayBufferView | ArrayBuffer): string;
}
