/**
 * Streets between building steps: ways cut into edges, still in source nodes. Edges end at *vertices*; a blocked
 * source node has several vertices, one for each street end that it cuts.
 */
export interface StreetNetwork {
	/** Shape [vertexCount]; the source node of a vertex. */
	readonly vertexNode: Uint32Array;
	/** Shape [edgeCount]; vertex indices. */
	readonly edgeFrom: Uint32Array;
	readonly edgeTo: Uint32Array;
	/** Shape [edgeCount]; the way that gives the edge its class, flags and name. */
	readonly edgeWay: Uint32Array;
	/** Shape [edgeCount + 1]; edge e runs over shapeNode[shapeStart[e] .. shapeStart[e + 1]), both ends included. */
	readonly shapeStart: Uint32Array;
	/** Source nodes; consecutive ones differ. */
	readonly shapeNode: Uint32Array;
}
