declare module "unbzip2-stream" {
	/** A duplex stream of the old style: compressed in, plain out. */
	export default function unbzip2(): NodeJS.ReadWriteStream;
}
