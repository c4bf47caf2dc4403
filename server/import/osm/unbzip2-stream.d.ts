declare module "unbzip2-stream" {
	/** An old-style duplex stream: compressed in, plain out. */
	export default function unbzip2(): NodeJS.ReadWriteStream;
}
