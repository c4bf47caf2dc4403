/**
 * Streets between building steps: the ways cut into edges, still in source nodes. A *vertex* is where edges
 * end; a source node that is blocked stands behind several vertices, one for each street end it cuts.
 */
export interface StreetNetwork {
	/** Shape [vertexCount]; source node a vertex lies on. */
	readonly vertexNode: Uint32Array;
	/** Shape [edgeCount]; vertex indices. */
	readonly edgeFrom: Uint32Array;
	readonly edgeTo: Uint32Array;
	/** Shape [edgeCount]; the way whose class, flags and name the edge carries. */
	readonly edgeWay: Uint32Array;
	/** Shape [edgeCount + 1]; edge e runs over shapeNode[shapeStart[e] .. shapeStart[e + 1]), both ends included. */
	readonly shapeStart: Uint32Array;
	/** Source nodes, no two alike in a row. */
	readonly shapeNode: Uint32Array;
}
