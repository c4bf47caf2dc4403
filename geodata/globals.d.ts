/** The two web-standard classes both hosts (Node, browser) have and the ES library does not name. */
declare class TextEncoder {
	encode(text: string): Uint8Array<ArrayBuffer>;
}
declare class TextDecoder {
	constructor(label?: string, options?: { fatal?: boolean });
	decode(bytes?: ArrayBufferView | ArrayBuffer): string;
}
