/** Pixels of the graph. */
export const laneHeight = 82;
/** Left and right of the lanes. */
export const margin = 6;
/** Of a plate, below the top of its lane: the stage's name stands above it. */
export const barTop = 22;
export const rise = 8;
export const thickness = 22;
/** Foot of a plate, below the top of its lane. */
export const barFoot = barTop + rise + thickness;
